<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: of subjects and participants, with the signs that stand in the text, and of terms with their meaning. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <xsl:template match="tei:list">
    <xsl:variable name="id">
      <xsl:choose>
        <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
        <xsl:when test="tei:head">list-<xsl:number level="any" from="/"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="normalize-space(concat('list ', @type))"/>
      </xsl:call-template>
      <xsl:if test="tei:head">
        <div class="list-head" id="{$id}-head"><xsl:apply-templates select="tei:head/node()"/></div>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="tei:label and tei:item">
          <dl>
            <xsl:if test="tei:head"><xsl:attribute name="aria-labelledby"><xsl:value-of select="$id"/>-head</xsl:attribute></xsl:if>
            <xsl:apply-templates select="tei:label | tei:item" mode="pair"/>
          </dl>
          <xsl:apply-templates select="(tei:label | tei:item)[last()]/following-sibling::node()"/>
        </xsl:when>
        <xsl:when test="tei:item">
          <ul role="list">
            <xsl:if test="tei:head"><xsl:attribute name="aria-labelledby"><xsl:value-of select="$id"/>-head</xsl:attribute></xsl:if>
            <xsl:attribute name="class"><xsl:call-template name="sign"/></xsl:attribute>
            <xsl:apply-templates select="tei:item"/>
          </ul>
          <xsl:apply-templates select="tei:item[last()]/following-sibling::node()"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node()[not(self::tei:head)]"/></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- Items that say their own number or letter, and those of subjects and the like, get no bullet. -->
  <xsl:template name="sign">
    <xsl:variable name="start" select="substring(normalize-space(tei:item[1]), 1, 5)"/>
    <xsl:choose>
      <xsl:when test="tei:item/@n or @type = 'subject' or @type = 'participants' or @type = 'to' or @type = 'from' or
                      @type = 'references' or @type = 'simple' or @rend = 'simple'">plain</xsl:when>
      <xsl:when test="translate(substring($start, 1, 1), '0123456789(–—', '') = '' or
                      contains(translate(substring($start, 2, 2), ')', '.'), '.')">marked</xsl:when>
      <xsl:otherwise>bulleted</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:item">
    <li>
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="strays"/>
      <xsl:if test="@n and not(starts-with(normalize-space(.), @n))">
        <span class="n" data-generated="number"><xsl:value-of select="concat(@n, ' ')"/></span>
      </xsl:if>
      <xsl:apply-templates/>
    </li>
  </xsl:template>

  <!-- A term or a date, and what belongs to it. -->

  <xsl:template match="tei:label" mode="pair">
    <dt>
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="strays"/>
      <xsl:apply-templates/>
    </dt>
  </xsl:template>

  <xsl:template match="tei:item" mode="pair">
    <dd>
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="strays"/>
      <xsl:apply-templates/>
    </dd>
  </xsl:template>

</xsl:stylesheet>
