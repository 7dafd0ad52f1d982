<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI to plain text: blocks apart by a blank line, page marks in brackets, the notes of each document at its end. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    xmlns:exsl="http://exslt.org/common">

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="tei:TEI tei:text tei:front tei:body tei:back tei:group tei:div tei:div1 tei:div2 tei:div3
      tei:div4 tei:div5 tei:div6 tei:div7 tei:list tei:table tei:row tei:opener tei:closer tei:postscript tei:lg tei:sp
      tei:figure tei:titlePage tei:floatingText tei:choice tei:app tei:castList tei:listBibl tei:listPerson tei:person
      tei:sourceDoc tei:surface tei:zone frus:attachment"/>

  <!-- The notes that have no number of their own, counted in one pass. -->
  <xsl:variable name="counted">
    <xsl:for-each select="//tei:note"><xsl:if test="not(@n)"><c at="{generate-id()}" n="{position()}"/></xsl:if></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="counts" select="exsl:node-set($counted)"/>
  <xsl:key name="counted" match="c" use="@at"/>

  <xsl:key name="apart" use="generate-id()" match="tei:note[not(@rend = 'inline' or @place = 'inline')]
      [ancestor::tei:text or ancestor::tei:sourceDoc]"/>

  <xsl:template match="/">
    <xsl:variable name="texts" select="/descendant::tei:text[not(ancestor::tei:text)] |
        /descendant::tei:sourceDoc[not(ancestor::tei:text)]"/>
    <xsl:apply-templates select="$texts"/>
    <xsl:if test="not($texts)"><xsl:apply-templates select="/tei:TEI/*[not(self::tei:teiHeader)] | /*[not(self::tei:TEI)]"/></xsl:if>
  </xsl:template>

  <!-- A document and, after it, its notes. -->
  <xsl:template match="tei:div | tei:div1">
    <xsl:apply-templates/>
    <xsl:if test="not(ancestor::tei:div or ancestor::tei:div1)">
      <xsl:apply-templates select=".//tei:note[key('apart', generate-id())]" mode="list"/>
    </xsl:if>
  </xsl:template>

  <!-- What stands in no document has its notes at the end of the part that it belongs to. -->
  <xsl:template match="tei:front | tei:body | tei:back | tei:sourceDoc">
    <xsl:apply-templates/>
    <xsl:if test="not(ancestor::tei:div or ancestor::tei:div1 or ancestor::tei:body or ancestor::tei:front or ancestor::tei:back)">
      <xsl:apply-templates mode="list"
          select="*[not(self::tei:div or self::tei:div1)]/descendant-or-self::tei:note[key('apart', generate-id())]
                  [not(ancestor::tei:div or ancestor::tei:div1)]"/>
    </xsl:if>
  </xsl:template>

  <!-- A block ends with a blank line; what stands in a line of its own ends with a line break. -->
  <xsl:template match="tei:head | tei:p | tei:dateline | tei:salute | tei:signed | tei:byline | tei:trailer | tei:ab |
      tei:titlePart | tei:docImprint | tei:docEdition | tei:bibl | tei:stage | tei:entry | tei:u | tei:eg | tei:list |
      tei:table | tei:lg | tei:castList | tei:address | tei:surface">
    <xsl:apply-templates/>
    <xsl:call-template name="break"/>
  </xsl:template>

  <xsl:template match="tei:closer | tei:opener">
    <xsl:apply-templates/>
    <xsl:if test="text()[normalize-space()]"><xsl:call-template name="break"/></xsl:if>
  </xsl:template>

  <xsl:template name="break">
    <xsl:choose>
      <xsl:when test="(self::tei:bibl or self::tei:stage or self::tei:address) and ../text()[normalize-space()]"/>
      <xsl:when test="self::tei:list or self::tei:table or self::tei:lg or self::tei:castList or self::tei:address or
                      self::tei:stage"><xsl:text>&#10;</xsl:text></xsl:when>
      <xsl:otherwise><xsl:text>&#10;&#10;</xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:list/tei:head | tei:table/tei:head | tei:lg/tei:head | tei:castList/tei:head | tei:l | tei:row |
      tei:postscript/tei:label | tei:addrLine | tei:castItem | tei:speaker | tei:line | tei:sense">
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

  <xsl:template match="tei:list/tei:label"><xsl:apply-templates/><xsl:text>&#9;</xsl:text></xsl:template>

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

  <xsl:template match="tei:lb"><xsl:text>&#10;</xsl:text><xsl:apply-templates/></xsl:template>

  <!-- Of alternatives the first is the text, and the others stand in brackets behind it. -->
  <xsl:template match="tei:choice | tei:app">
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="position() = 1 or self::tei:note"><xsl:apply-templates select="."/></xsl:when>
        <xsl:otherwise> [<xsl:apply-templates select="."/>]</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:apply-templates select="text()"/>
  </xsl:template>

  <xsl:template match="tei:pb[@n]">[Page <xsl:value-of select="@n"/>]</xsl:template>

  <!-- Between blocks a page mark is a block of its own. -->
  <xsl:template match="tei:div/tei:pb[@n] | tei:body/tei:pb[@n] | frus:attachment/tei:pb[@n]" priority="1">
    <xsl:value-of select="concat('[Page ', @n, ']&#10;&#10;')"/>
  </xsl:template>

  <!-- Notes: the number in brackets at the call, and the note in the list at the end. -->
  <xsl:template match="tei:note">
    <xsl:choose>
      <xsl:when test="key('apart', generate-id())">[<xsl:call-template name="number"/>]</xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:note" mode="list">
    <xsl:text>[</xsl:text>
    <xsl:call-template name="number"/>
    <xsl:text>] </xsl:text>
    <xsl:apply-templates/>
    <xsl:if test="not(tei:p)"><xsl:text>&#10;&#10;</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template name="number">
    <xsl:variable name="at" select="generate-id()"/>
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
      <xsl:otherwise><xsl:for-each select="$counts"><xsl:value-of select="key('counted', $at)/@n"/></xsl:for-each></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
