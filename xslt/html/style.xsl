<?xml version="1.0" encoding="UTF-8"?>
<!--
  The looks that a file asks for: @style, and CSS in its header's rendition, tagUsage and @selector.

  A declaration is taken over only if its property is listed here and its value is plain: words, numbers and colours.
  Nothing that loads, covers, moves or hides can be said with these; TEI P5 Guidelines, section 2.3.4.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:key name="rendition" match="tei:rendition[not(@scheme) or @scheme = 'css'][not(@scope)]" use="@xml:id"/>
  <xsl:key name="usage" match="tei:tagUsage[@rendition or @render]" use="@gi"/>

  <!-- Whether the header gives looks to elements by their names. -->
  <xsl:variable name="selectors"
      select="//tei:rendition[@selector][not(@scheme) or @scheme = 'css'][not(@scope)]"/>
  <xsl:variable name="styled" select="boolean($selectors | //tei:tagUsage[@rendition or @render])"/>

  <xsl:variable name="properties" select="' color background-color font font-family font-size font-style font-variant
      font-variant-caps font-variant-numeric font-weight font-stretch letter-spacing word-spacing line-height text-align
      text-align-last text-decoration text-decoration-line text-decoration-style text-decoration-color
      text-decoration-thickness text-underline-offset text-indent text-transform white-space hyphens vertical-align
      list-style-type float clear width max-width min-width writing-mode text-orientation
      margin margin-top margin-right margin-bottom margin-left margin-block margin-inline
      margin-block-start margin-block-end margin-inline-start margin-inline-end
      padding padding-top padding-right padding-bottom padding-left padding-block padding-inline
      border border-top border-right border-bottom border-left border-color border-style border-width border-radius
      border-top-color border-right-color border-bottom-color border-left-color
      border-top-style border-right-style border-bottom-style border-left-style
      border-top-width border-right-width border-bottom-width border-left-width border-collapse border-spacing '"/>

  <xsl:variable name="quotes">"'</xsl:variable>

  <xsl:template name="style">
    <xsl:variable name="name" select="local-name()"/>
    <xsl:variable name="asked">
      <xsl:for-each select="$selectors[contains(concat(',', translate(@selector, ' &#9;&#10;', ''), ','), concat(',', $name, ','))]">
        <xsl:value-of select="concat(., ';')"/>
      </xsl:for-each>
      <xsl:call-template name="renditions">
        <xsl:with-param name="pointers" select="key('usage', $name)/@rendition | key('usage', $name)/@render"/>
      </xsl:call-template>
      <xsl:call-template name="renditions"><xsl:with-param name="pointers" select="@rendition"/></xsl:call-template>
      <xsl:if test="contains(@rend, ':')"><xsl:value-of select="concat(@rend, ';')"/></xsl:if>
      <xsl:value-of select="@style"/>
    </xsl:variable>
    <!-- What could end a declaration otherwise than by a semicolon makes all of them doubtful. -->
    <xsl:if test="translate($asked, '\@{}&lt;&gt;', '') = $asked and not(contains($asked, '/*'))">
      <xsl:variable name="taken">
        <xsl:call-template name="declarations">
          <xsl:with-param name="of" select="normalize-space($asked)"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:if test="$taken != ''">
        <xsl:attribute name="style"><xsl:value-of select="normalize-space($taken)"/></xsl:attribute>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- What the renditions say that are pointed to. -->
  <xsl:template name="renditions">
    <xsl:param name="pointers"/>
    <xsl:variable name="words" select="normalize-space($pointers)"/>
    <xsl:if test="$words">
      <xsl:variable name="pointer" select="substring-before(concat($words, ' '), ' ')"/>
      <xsl:if test="starts-with($pointer, '#')">
        <xsl:for-each select="key('rendition', substring($pointer, 2))[1]"><xsl:value-of select="concat(., ';')"/></xsl:for-each>
      </xsl:if>
      <xsl:call-template name="renditions">
        <xsl:with-param name="pointers" select="substring-after($words, ' ')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="declarations">
    <xsl:param name="of"/>
    <xsl:if test="$of != ''">
      <xsl:variable name="one" select="substring-before(concat($of, ';'), ';')"/>
      <xsl:variable name="property" select="translate(normalize-space(substring-before($one, ':')),
          'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
      <!-- Names of faces need no quotes, unless they are very odd ones. -->
      <xsl:variable name="value" select="normalize-space(translate(substring-after($one, ':'),
          concat('ABCDEFGHIJKLMNOPQRSTUVWXYZ', $quotes), 'abcdefghijklmnopqrstuvwxyz'))"/>
      <xsl:variable name="good">
        <xsl:call-template name="is-plain">
          <xsl:with-param name="property" select="$property"/>
          <xsl:with-param name="value" select="$value"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:if test="$good = '1'"><xsl:value-of select="concat($property, ': ', $value, '; ')"/></xsl:if>
      <xsl:call-template name="declarations"><xsl:with-param name="of" select="substring-after($of, ';')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- "1" for a listed property with a value that is nothing but words, numbers and colours, none of them out of bounds. -->
  <xsl:template name="is-plain">
    <xsl:param name="property"/>
    <xsl:param name="value"/>
    <xsl:variable name="shape" select="translate($value, '123456789', '000000000')"/>
    <xsl:variable name="lengths" select="concat(' ', substring-before(concat($shape, '#'), '#'))"/>
    <xsl:variable name="function" select="substring-before($value, '(')"/>
    <xsl:variable name="number" select="number(translate($value, 'abcdefghijklmnopqrstuvwxyz%', ''))"/>
    <xsl:choose>
      <xsl:when test="$property = '' or not(contains(concat(translate($properties, '&#10;', ' '), ' '), concat(' ', $property, ' ')))"/>
      <xsl:when test="$value = '' or translate($shape, 'abcdefghijklmnopqrstuvwxyz0 #.,%-()/', '') != ''"/>
      <!-- One function at most, and one that makes a colour. -->
      <xsl:when test="contains($value, '(') and not($function = 'rgb' or $function = 'rgba' or $function = 'hsl' or
                      $function = 'hsla')"/>
      <xsl:when test="contains(substring-after($value, '('), '(') or contains($value, '/') and $property != 'font'"/>
      <!-- Negative, huge and exponential numbers lay text over text, or put it out of sight. -->
      <xsl:when test="contains($lengths, ' -') or contains($lengths, ' .-') or contains($lengths, '0000') or
                      contains($lengths, '0e0') or contains($lengths, '0e-') or contains($lengths, '/-')"/>
      <xsl:when test="contains($value, 'transparent') and contains($property, 'color') and not(contains($property, 'o-'))
                      and not(starts-with($property, 'b'))"/>
      <xsl:when test="contains($property, 'width') and not(starts-with($property, 'border')) and contains($lengths, ' 0')
                      and $number &lt; 10"/>
      <!-- Black on white is what the page has by day, and must not have by night. -->
      <xsl:when test="$property = 'color' and ($value = 'black' or $value = '#000' or $value = '#000000')"/>
      <xsl:when test="$property = 'background-color' and ($value = 'white' or $value = '#fff' or $value = '#ffffff')"/>
      <xsl:when test="$property = 'color' and contains($function, 'a')"/>
      <!-- What cannot be read is as good as lost. -->
      <xsl:when test="($property = 'font-size' or $property = 'line-height') and (
                      $number &lt; .5 or $number &gt; 400 or
                      ($number &lt; 50 and contains($value, '%')) or
                      ($number &lt; 6 and (contains($value, 'px') or contains($value, 'pt') or contains($value, 'mm'))) or
                      ($number &gt; 8 and (contains($value, 'em') or contains($value, 'ch') or contains($value, 'vh') or
                                           contains($value, 'vw') or contains($value, 'cm') or contains($value, 'in'))) or
                      ($property = 'line-height' and $number &lt; 1 and not(contains($value, '%'))))"/>
      <xsl:when test="$property = 'font' and (contains($shape, ' 0') or starts-with($shape, '0')) and
                      not(contains(concat(' ', $shape), ' 00p') or contains(concat(' ', $shape), ' 0em') or
                          contains(concat(' ', $shape), ' 0.0em') or contains(concat(' ', $shape), ' 000%'))"/>
      <xsl:otherwise>1</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
