<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a page, a line or a column of the printed book begins, with the way to its picture. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <xsl:key name="picture" match="tei:surface | tei:zone | tei:graphic" use="concat('#', @xml:id)"/>

  <!-- The mark links to itself, to be copied, or to the picture of the page where there is an address of one. -->
  <xsl:template match="tei:pb">
    <xsl:variable name="id">
      <xsl:choose>
        <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="number"><xsl:call-template name="count"/></xsl:variable>
          <xsl:call-template name="free"><xsl:with-param name="id" select="concat('pb-', $number)"/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="address"><xsl:call-template name="picture"/></xsl:variable>
    <xsl:variable name="picture"><xsl:call-template name="is-picture"><xsl:with-param name="address" select="$address"/></xsl:call-template></xsl:variable>
    <span class="pb" id="{$id}" role="doc-pagebreak" data-generated="page">
      <xsl:if test="parent::frus:attachment or contains(concat($divisions, 'body front back group opener closer postscript '),
                    concat(' ', local-name(..), ' '))">
        <xsl:attribute name="class">pb between</xsl:attribute>
      </xsl:if>
      <a href="#{$id}">
        <xsl:if test="$address != ''">
          <xsl:attribute name="href"><xsl:value-of select="$address"/></xsl:attribute>
          <xsl:if test="$picture = '1'"><xsl:attribute name="class">facs</xsl:attribute></xsl:if>
        </xsl:if>
        <xsl:text>[</xsl:text>
        <xsl:choose>
          <xsl:when test="@n">Page <xsl:value-of select="@n"/></xsl:when>
          <xsl:otherwise>Page break</xsl:otherwise>
        </xsl:choose>
        <xsl:text>]</xsl:text>
      </a>
    </span>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The address of the picture of a page: its own, that of the surface it points to, or made by the pattern. -->
  <xsl:template name="picture">
    <xsl:variable name="facs" select="substring-before(concat(normalize-space(@facs), ' '), ' ')"/>
    <xsl:variable name="address">
      <xsl:choose>
        <xsl:when test="starts-with($facs, '#')">
          <xsl:for-each select="key('picture', $facs)[1]">
            <xsl:call-template name="safe">
              <xsl:with-param name="address"
                  select="(ancestor-or-self::tei:graphic | ancestor-or-self::*[self::tei:surface or self::tei:zone]/tei:graphic)[last()]/@url"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="safe"><xsl:with-param name="address" select="$facs"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="reach"><xsl:call-template name="reach"><xsl:with-param name="address" select="$address"/></xsl:call-template></xsl:variable>
    <xsl:variable name="picture"><xsl:call-template name="is-picture"><xsl:with-param name="address" select="$address"/></xsl:call-template></xsl:variable>
    <!-- Of a picture beside the file the caller may say that it is not there. -->
    <xsl:variable name="missing">
      <xsl:call-template name="look-up">
        <xsl:with-param name="key" select="$address"/>
        <xsl:with-param name="lines" select="$absent"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$reach = 'remote' or (starts-with($facs, '#') and $missing = '')"><xsl:value-of select="$address"/></xsl:when>
      <xsl:when test="$facsimile != '' and (@facs or not(contains($facsimile, '{facs}'))) and
                      (@n or not(contains($facsimile, '{n}')))">
        <xsl:call-template name="safe">
          <xsl:with-param name="address">
            <xsl:call-template name="filled">
              <xsl:with-param name="pattern">
                <xsl:call-template name="filled">
                  <xsl:with-param name="pattern" select="$facsimile"/>
                  <xsl:with-param name="sign" select="'{facs}'"/>
                  <xsl:with-param name="by" select="$facs"/>
                </xsl:call-template>
              </xsl:with-param>
              <xsl:with-param name="sign" select="'{n}'"/>
              <xsl:with-param name="by" select="@n"/>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$picture = '1' and $missing = ''"><xsl:value-of select="$address"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="filled">
    <xsl:param name="pattern"/>
    <xsl:param name="sign"/>
    <xsl:param name="by"/>
    <xsl:choose>
      <xsl:when test="contains($pattern, $sign)">
        <xsl:value-of select="concat(substring-before($pattern, $sign), translate($by, ' &quot;&lt;&gt;\', ''))"/>
        <xsl:call-template name="filled">
          <xsl:with-param name="pattern" select="substring-after($pattern, $sign)"/>
          <xsl:with-param name="sign" select="$sign"/>
          <xsl:with-param name="by" select="$by"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$pattern"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "1" for the address of what browsers show as a picture. -->
  <xsl:template name="is-picture">
    <xsl:param name="address"/>
    <xsl:variable name="end" select="translate(substring($address, string-length($address) - 4), 'ABEFGIJLNPSTVW', 'abefgijlnpstvw')"/>
    <xsl:if test="contains($end, '.jpg') or $end = '.jpeg' or contains($end, '.png') or contains($end, '.gif') or
                  $end = '.webp' or $end = '.avif' or contains($end, '.svg')">1</xsl:if>
  </xsl:template>

  <!-- A line that ends within a word is not broken again. -->
  <xsl:template match="tei:lb[@break = 'no' and not(node())]" priority="1"><span class="lb" data-tei="lb"/></xsl:template>

  <xsl:template match="tei:lb[not(node())]"><br/></xsl:template>

  <xsl:template match="tei:cb[not(node())] | tei:gb[not(node())] | tei:milestone[not(node())] | tei:anchor[not(node())]">
    <span data-tei="{name()}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:if test="self::tei:milestone and (@unit = 'section' or starts-with(@rend, 'star') or @rend = 'hr')">
        <span data-generated="sign"> * * * </span>
      </xsl:if>
    </span>
  </xsl:template>

</xsl:stylesheet>
