<?xml version="1.0" encoding="UTF-8"?>
<!-- Within the line: emphasis, titles, dates, code, words and their parts. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- Emphasis: the elements that HTML has for a look without a meaning; any other look is a class. -->
  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:title | tei:mentioned | tei:soCalled | tei:distinct">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="self::tei:title">cite</xsl:when>
        <xsl:when test="@rend = 'italic' or @rend = 'italics' or @rend = 'i'">i</xsl:when>
        <xsl:when test="@rend = 'strong' or @rend = 'bold' or @rend = 'b'">b</xsl:when>
        <xsl:when test="@rend = 'underline'">u</xsl:when>
        <xsl:when test="@rend = 'superscript' or @rend = 'sup'">sup</xsl:when>
        <xsl:when test="@rend = 'subscript' or @rend = 'sub'">sub</xsl:when>
        <xsl:when test="self::tei:emph">em</xsl:when>
        <xsl:when test="self::tei:foreign">i</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="blocks"><xsl:call-template name="has-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks = '1' or $name = 'cite'">
        <xsl:call-template name="wrap">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="class"><xsl:if test="$name != 'cite'"><xsl:value-of select="local-name()"/></xsl:if></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$name = 'span' or contains(@rend, ' ') or @style or @rendition or $styled">
        <xsl:element name="{$name}"><xsl:call-template name="attributes"/><xsl:apply-templates/></xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$name}">
          <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
          <xsl:if test="@xml:lang"><xsl:call-template name="language"><xsl:with-param name="of" select="."/></xsl:call-template></xsl:if>
          <xsl:apply-templates/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:date | tei:time">
    <xsl:variable name="when" select="substring(@when, 1, 10)"/>
    <xsl:variable name="blocks"><xsl:call-template name="has-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks = '' and (string-length($when) = 4 or string-length($when) = 7 or string-length($when) = 10) and
                      translate($when, '123456789', '000000000') = substring('0000-00-00', 1, string-length($when))">
        <time datetime="{@when}">
          <xsl:call-template name="attributes"/>
          <xsl:apply-templates/>
          <xsl:if test="not(node())"><xsl:call-template name="of-attributes"/></xsl:if>
        </time>
      </xsl:when>
      <xsl:when test="not(node())">
        <span class="date"><xsl:call-template name="of-attributes"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="wrap"><xsl:with-param name="class" select="'date'"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words and their parts: what analysis says of them is not to be read, so that only what asks for it is marked. -->
  <xsl:template match="tei:w | tei:pc | tei:c | tei:m | tei:s | tei:cl | tei:phr">
    <xsl:choose>
      <xsl:when test="@xml:id or @xml:lang or @rend or @rendition or @style or $styled or not(node())">
        <xsl:call-template name="wrap"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A character that no font has: as the header says that it may be shown. -->
  <xsl:key name="glyph" match="tei:char | tei:glyph" use="concat('#', @xml:id)"/>

  <xsl:template match="tei:g[not(node())]">
    <xsl:variable name="glyph" select="key('glyph', @ref)[1]"/>
    <span data-generated="glyph">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'g'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$glyph/tei:mapping"><xsl:value-of select="normalize-space($glyph/tei:mapping[1])"/></xsl:when>
        <xsl:otherwise>□</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- Small text beside the line that it explains, as HTML has it too. -->
  <xsl:template match="tei:ruby[tei:rb and tei:rt and not(.//tei:p or .//tei:list)]">
    <ruby>
      <xsl:call-template name="attributes"/>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::tei:rt">
            <rp data-generated="sign">(</rp>
            <rt><xsl:call-template name="attributes"/><xsl:apply-templates/></rt>
            <rp data-generated="sign">)</rp>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </ruby>
  </xsl:template>

  <!-- Code, and names of elements and attributes where a text speaks of them. -->

  <xsl:template match="tei:code | tei:ident">
    <xsl:call-template name="wrap"><xsl:with-param name="name" select="'code'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:gi | tei:tag">
    <xsl:call-template name="wrap">
      <xsl:with-param name="name" select="'code'"/>
      <xsl:with-param name="before" select="'&lt;'"/><xsl:with-param name="after" select="'&gt;'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:att">
    <xsl:call-template name="wrap">
      <xsl:with-param name="name" select="'code'"/><xsl:with-param name="before" select="'@'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:val">
    <xsl:call-template name="wrap"><xsl:with-param name="name" select="'code'"/></xsl:call-template>
  </xsl:template>

  <!-- Entries of an index stand where they belong, and say so. -->
  <xsl:template match="tei:index[node()]">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="' [index: '"/><xsl:with-param name="after" select="']'"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
