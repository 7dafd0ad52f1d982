<?xml version="1.0" encoding="UTF-8"?>
<!-- Paragraphs, openers and closers, quotations, verse, figures. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!-- HTML's p holds no list or table, TEI's does; and a note within the line may hold paragraphs. -->
  <xsl:template match="tei:p">
    <xsl:variable name="depth" select="count(ancestor::tei:note)"/>
    <xsl:variable name="blocks" select=".//tei:list | .//tei:table | .//tei:p | .//tei:lg | .//tei:figure |
        .//tei:floatingText | .//tei:quote[@rend = 'blockquote' or @rend = 'block']"/>
    <xsl:choose>
      <xsl:when test="ancestor::tei:note[@rend = 'inline' or @place = 'inline']">
        <span>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'p'"/></xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:when>
      <xsl:when test="$blocks[count(ancestor::tei:note) = $depth]">
        <div>
          <xsl:call-template name="paragraph"><xsl:with-param name="class" select="'p'"/></xsl:call-template>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:call-template name="paragraph"/>
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The third paragraph of d38 can be cited as d38-p3. -->
  <xsl:template name="paragraph">
    <xsl:param name="class"/>
    <xsl:call-template name="attributes">
      <xsl:with-param name="class" select="$class"/>
      <xsl:with-param name="id">
        <xsl:choose>
          <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
          <xsl:when test="parent::tei:div/@xml:id">
            <xsl:value-of select="concat(../@xml:id, '-p', count(preceding-sibling::tei:p) + 1)"/>
          </xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:opener | tei:closer | tei:postscript | tei:dateline | tei:salute | tei:signed | tei:byline |
      tei:trailer | tei:argument | tei:epigraph | tei:lg | tei:l | tei:sp | tei:ab | tei:titlePage">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="ancestor::tei:p or ancestor::tei:head">span</xsl:when>
        <xsl:otherwise>div</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:quote | tei:q | tei:cit">
    <xsl:choose>
      <xsl:when test="@rend = 'blockquote' or @rend = 'block' or tei:p or tei:lg or tei:list or tei:table or
                      tei:quote/tei:p or parent::tei:div">
        <blockquote>
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </blockquote>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'quote'"/></xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Heads of what is no part of the outline. -->
  <xsl:template match="tei:postscript/tei:label | tei:head">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'label'"/></xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:figure">
    <figure>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="node()[not(self::tei:head or self::tei:figDesc[../tei:graphic])]"/>
      <xsl:if test="tei:head">
        <figcaption><xsl:apply-templates select="tei:head/node()"/></figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="tei:graphic">
    <img src="{@url}" alt="{normalize-space(../tei:figDesc)}">
      <xsl:call-template name="attributes"/>
    </img>
  </xsl:template>

</xsl:stylesheet>
