<?xml version="1.0" encoding="UTF-8"?>
<!-- What every other part uses: attributes that all elements share, the way back from a table of lines, strangers. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!-- Class, id and language of the element at hand; every word of @rend and @rendition becomes a class. -->
  <xsl:template name="attributes">
    <xsl:param name="class"/>
    <xsl:param name="id" select="@xml:id"/>
    <xsl:variable name="rend" select="normalize-space(concat(@rend, ' ', translate(@rendition, '#', '')))"/>
    <xsl:if test="$class or $rend">
      <xsl:attribute name="class">
        <xsl:value-of select="$class"/>
        <xsl:if test="$class and $rend"><xsl:text> </xsl:text></xsl:if>
        <xsl:call-template name="rend"><xsl:with-param name="words" select="$rend"/></xsl:call-template>
      </xsl:attribute>
    </xsl:if>
    <xsl:if test="$id != ''"><xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute></xsl:if>
    <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template name="rend">
    <xsl:param name="words"/>
    <xsl:if test="$words">
      <xsl:value-of select="concat('rend-', substring-before(concat($words, ' '), ' '))"/>
      <xsl:if test="contains($words, ' ')">
        <xsl:text> </xsl:text>
        <xsl:call-template name="rend"><xsl:with-param name="words" select="substring-after($words, ' ')"/></xsl:call-template>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- What stands behind a key in lines of "key, tab, value"; nothing when the key is not there. -->
  <xsl:template name="look-up">
    <xsl:param name="key"/>
    <xsl:param name="lines"/>
    <xsl:variable name="line" select="concat('&#10;', $key, '&#9;')"/>
    <xsl:value-of select="substring-before(substring-after(concat('&#10;', $lines, '&#10;'), $line), '&#10;')"/>
  </xsl:template>

  <!-- An element that no other template knows keeps its place, its name and its text. -->
  <xsl:template match="*">
    <xsl:variable name="container" select="parent::tei:div | parent::tei:body | parent::tei:front | parent::tei:back |
        parent::tei:text | parent::tei:opener | parent::tei:closer | parent::tei:postscript | parent::tei:figure |
        parent::tei:titlePage | parent::tei:lg | parent::tei:floatingText | parent::frus:attachment"/>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$container or tei:p or tei:list or tei:table or tei:lg or tei:div">div</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="local-name()"/>
      </xsl:call-template>
      <xsl:attribute name="data-tei"><xsl:value-of select="name()"/></xsl:attribute>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!--
    Whatever stands between the items of a list or the cells of a table (a page break, most often) has no place
    there in HTML: the next item or cell takes it along, and what follows the last one comes after the whole.
  -->
  <xsl:template name="strays">
    <xsl:apply-templates mode="strays"
        select="preceding-sibling::node()[1][parent::tei:list or parent::tei:table or parent::tei:row]
                [not(self::tei:item or self::tei:label or self::tei:cell or self::tei:row or
                self::tei:head)]"/>
  </xsl:template>

  <xsl:template match="node()" mode="strays">
    <xsl:call-template name="strays"/>
    <xsl:apply-templates select="."/>
  </xsl:template>

</xsl:stylesheet>
