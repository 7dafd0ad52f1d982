<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to plain text: blocks apart by a blank line, page marks in brackets, the notes of each document at its end. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0">

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="tei:TEI tei:text tei:front tei:body tei:back tei:group tei:div tei:list tei:table tei:row
      tei:opener tei:closer tei:postscript tei:lg tei:figure tei:titlePage tei:floatingText frus:attachment"/>

  <xsl:template match="/">
    <xsl:apply-templates select="/descendant::tei:text[not(ancestor::tei:text)]"/>
  </xsl:template>

  <!-- A document and, after it, its notes. -->
  <xsl:template match="tei:div[not(ancestor::tei:div)] | tei:body[not(tei:div)]">
    <xsl:apply-templates/>
    <xsl:apply-templates select=".//tei:note[not(@rend = 'inline' or @place = 'inline')]" mode="list"/>
  </xsl:template>

  <!-- A block ends with a blank line; what stands in a line of its own ends with a line break. -->
  <xsl:template match="tei:head | tei:p | tei:dateline | tei:salute | tei:signed | tei:byline | tei:trailer | tei:ab |
      tei:closer[text()[normalize-space()]] | tei:list | tei:table | tei:lg">
    <xsl:apply-templates/>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="not(self::tei:list or self::tei:table or self::tei:lg)"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:table/tei:head | tei:lg/tei:head | tei:l | tei:row |
      tei:postscript/tei:label">
    <xsl:apply-templates/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:item">
    <xsl:apply-templates/>
    <xsl:if test="not(tei:list[not(following-sibling::node())])"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <!-- A list within a paragraph or an item begins on a line of its own. -->
  <xsl:template match="tei:p//tei:list | tei:item//tei:list" priority="1">
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="tei:label[parent::tei:list]"><xsl:apply-templates/><xsl:text>&#9;</xsl:text></xsl:template>

  <xsl:template match="tei:cell">
    <xsl:if test="preceding-sibling::tei:cell"><xsl:text>&#9;</xsl:text></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The line breaks of the file are white space like any other. -->
  <xsl:template match="text()">
    <xsl:if test="normalize-space(substring(., 1, 1)) = ''"><xsl:text> </xsl:text></xsl:if>
    <xsl:value-of select="normalize-space(.)"/>
    <xsl:if test="normalize-space(.) != '' and normalize-space(substring(., string-length(.))) = ''">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:gap[not(node())]">[…]</xsl:template>

  <xsl:template match="tei:lb"><xsl:text>&#10;</xsl:text></xsl:template>

  <xsl:template match="tei:pb[@n]">[Page <xsl:value-of select="@n"/>]</xsl:template>

  <!-- Between blocks a page mark is a block of its own. -->
  <xsl:template match="tei:div/tei:pb[@n] | tei:body/tei:pb[@n] | frus:attachment/tei:pb[@n]" priority="1">
    <xsl:value-of select="concat('[Page ', @n, ']&#10;&#10;')"/>
  </xsl:template>

  <!-- Notes: the number in brackets at the call, and the note in the list at the end. -->
  <xsl:template match="tei:note">[<xsl:call-template name="number"/>]</xsl:template>

  <xsl:template match="tei:note[@rend = 'inline' or @place = 'inline']"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:note" mode="list">
    <xsl:text>[</xsl:text>
    <xsl:call-template name="number"/>
    <xsl:text>] </xsl:text>
    <xsl:apply-templates/>
    <xsl:if test="not(tei:p)"><xsl:text>&#10;&#10;</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template name="number">
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
      <xsl:otherwise><xsl:number level="any" from="/"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
