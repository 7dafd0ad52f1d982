<?xml version="1.0" encoding="UTF-8"?>
<!-- Within the line: emphasis, dates, references, what editors changed or could not read. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!-- Emphasis: the elements that HTML has for a look without a meaning; any other look is a class. -->
  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:title | tei:mentioned | tei:soCalled">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="self::tei:title">cite</xsl:when>
        <xsl:when test="@rend = 'italic'">i</xsl:when>
        <xsl:when test="@rend = 'strong' or @rend = 'bold'">b</xsl:when>
        <xsl:when test="@rend = 'underline'">u</xsl:when>
        <xsl:when test="@rend = 'superscript' or @rend = 'sup'">sup</xsl:when>
        <xsl:when test="@rend = 'subscript' or @rend = 'sub'">sub</xsl:when>
        <xsl:when test="self::tei:emph">em</xsl:when>
        <xsl:when test="self::tei:foreign">i</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:choose>
        <xsl:when test="$name = 'span' or $name = 'cite' or contains(@rend, ' ')"><xsl:call-template name="attributes"/></xsl:when>
        <xsl:otherwise>
          <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
          <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:date | tei:time">
    <xsl:variable name="when" select="substring(@when, 1, 10)"/>
    <xsl:choose>
      <xsl:when test="string-length($when) &gt;= 4 and translate($when, '0123456789-', '') = '' and
                      not(starts-with($when, '-'))">
        <time datetime="{@when}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
        </time>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'date'"/></xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- References: to this file, to another page that the caller knows, to the web, or to what is not here. -->
  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="known">
      <xsl:call-template name="look-up">
        <xsl:with-param name="key" select="@target"/>
        <xsl:with-param name="lines" select="$links"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="address">
      <xsl:choose>
        <xsl:when test="key('place', @target)"><xsl:value-of select="@target"/></xsl:when>
        <xsl:when test="$known != ''"><xsl:value-of select="$known"/></xsl:when>
        <xsl:when test="starts-with(@target, 'http://') or starts-with(@target, 'https://') or
                        starts-with(@target, 'mailto:')"><xsl:value-of select="@target"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="key('entry', @target)">
        <xsl:call-template name="name"/>
      </xsl:when>
      <xsl:when test="$address != ''">
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$address"/>
          <xsl:with-param name="class" select="'ref'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'ref absent'"/></xsl:call-template>
          <xsl:attribute name="title">
            <xsl:variable name="said">
              <xsl:call-template name="look-up">
                <xsl:with-param name="key" select="@target"/>
                <xsl:with-param name="lines" select="$absent"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:value-of select="$said"/>
            <xsl:if test="$said = ''">Not in this edition</xsl:if>
          </xsl:attribute>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Editors' interventions: signs are generated, words are those of the file. -->

  <xsl:template match="tei:gap[not(node())]">
    <span data-generated="gap">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'gap'"/></xsl:call-template>
      <xsl:text>[</xsl:text>
      <xsl:choose>
        <xsl:when test="@extent or @quantity or @reason">
          <xsl:value-of select="normalize-space(concat(@extent, ' ', @quantity, ' ', @unit, ' ', @reason))"/>
        </xsl:when>
        <xsl:otherwise>…</xsl:otherwise>
      </xsl:choose>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="tei:del"><del><xsl:call-template name="attributes"/><xsl:apply-templates/></del></xsl:template>

  <xsl:template match="tei:add"><ins><xsl:call-template name="attributes"/><xsl:apply-templates/></ins></xsl:template>

</xsl:stylesheet>
