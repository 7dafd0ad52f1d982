<?xml version="1.0" encoding="UTF-8"?>
<!-- Books and papers that are described in parts: as one line, with the signs between them that bibliographies have. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:bibl | tei:biblFull | tei:citedRange | tei:biblScope | tei:edition | tei:witness | tei:recording |
      tei:relatedItem">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <!-- Parts of a description in elements alone: whatever has something behind it gets a comma. -->
  <xsl:template match="tei:biblStruct | tei:analytic | tei:monogr | tei:imprint | tei:msIdentifier | tei:altIdentifier |
      tei:textLang[*] | tei:dimensions">
    <xsl:variable name="name"><xsl:call-template name="div-or-span"/></xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
      <xsl:call-template name="label"/>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:if test="self::*[node()] and following-sibling::*[not(self::tei:note)]">
          <span data-generated="sign">, </span>
        </xsl:if>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
