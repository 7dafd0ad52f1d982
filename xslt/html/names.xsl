<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and terms: each leads to its entry, and each can be found again from there. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei frus exsl">

  <!-- The mentions of each entry, counted once for all: a count at each of them would take the square of their number. -->
  <xsl:variable name="counted">
    <xsl:for-each select="//tei:standOff//*[generate-id() = generate-id(key('entry', concat('#', @xml:id))[1])]">
      <xsl:variable name="pointer" select="concat('#', @xml:id)"/>
      <xsl:for-each select="key('mention', $pointer)">
        <mention at="{generate-id()} {$pointer}" n="{position()}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:key name="counted" match="mention" use="@at"/>

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:gloss | tei:term">
    <xsl:call-template name="name"/>
  </xsl:template>

  <xsl:template name="name">
    <xsl:variable name="pointer" select="(@corresp | @ref | @target)[key('entry', .)][1]"/>
    <xsl:variable name="place" select="(@corresp | @ref | @target)[key('place', .)][1]"/>
    <xsl:choose>
      <xsl:when test="$pointer">
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$pointer"/>
          <xsl:with-param name="class" select="concat('name ', local-name())"/>
          <xsl:with-param name="id">
            <xsl:call-template name="mention"><xsl:with-param name="pointer" select="$pointer"/></xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$place">
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$place"/>
          <xsl:with-param name="class" select="concat('name ', local-name())"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The id of a mention: its own, else the entry's with the mention's number: p_AJM1-2. -->
  <xsl:template name="mention">
    <xsl:param name="pointer"/>
    <xsl:variable name="at" select="concat(generate-id(), ' ', $pointer)"/>
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="substring($pointer, 2)"/>
        <!-- A key looks into the tree of the node at hand. -->
        <xsl:for-each select="exsl:node-set($counted)">
          <xsl:value-of select="concat('-', key('counted', $at)/@n)"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A link; where others stand inside it, a call or a page mark, only its words are one: HTML has no links in links. -->
  <xsl:template name="link">
    <xsl:param name="href"/>
    <xsl:param name="class"/>
    <xsl:param name="id" select="@xml:id"/>
    <xsl:choose>
      <xsl:when test="not(node())">
        <a href="{$href}" data-generated="address">
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="id" select="$id"/>
          </xsl:call-template>
          <xsl:value-of select="$href"/>
        </a>
      </xsl:when>
      <xsl:when test=".//tei:note or .//tei:pb or .//tei:ref or .//tei:ptr or .//*[@corresp or @target or @ref]">
        <span>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="id" select="$id"/>
          </xsl:call-template>
          <xsl:for-each select="node()">
            <xsl:choose>
              <xsl:when test="self::text() and normalize-space(.) != ''"><a href="{$href}"><xsl:value-of select="."/></a></xsl:when>
              <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <a href="{$href}">
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="id" select="$id"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
