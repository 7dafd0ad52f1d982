<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: an entry, its forms and grammar in the line, its senses one by one. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:entry | tei:entryFree | tei:superEntry | tei:hom | tei:re | tei:dictScrap | tei:form |
      tei:gramGrp | tei:etym | tei:def | tei:usg | tei:xr | tei:lbl">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <!-- A sense has the number of the dictionary. -->
  <xsl:template match="tei:sense">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before"><xsl:if test="@n"><xsl:value-of select="concat(@n, ' ')"/></xsl:if></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:orth">
    <xsl:call-template name="wrap"><xsl:with-param name="name" select="'b'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:pos | tei:gen | tei:number | tei:case | tei:per | tei:tns | tei:mood | tei:iType | tei:gram |
      tei:subc | tei:colloc">
    <xsl:call-template name="wrap"><xsl:with-param name="name" select="'i'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:pron | tei:syll | tei:hyph | tei:stress"><xsl:call-template name="wrap"/></xsl:template>

  <!-- The headword, where an example only refers to it. -->
  <xsl:template match="tei:oRef[not(node())] | tei:pRef[not(node())]"><span class="{local-name()}" data-generated="sign">~</span></xsl:template>

</xsl:stylesheet>
