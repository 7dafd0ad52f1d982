<?xml version="1.0" encoding="UTF-8"?>
<!-- XSLT 3.0 that does the least a page needs: every element becomes one of HTML, and all else is copied as it is. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:output method="html" version="5" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="*">
    <span class="{local-name()}"><xsl:apply-templates select="@* | node()"/></span>
  </xsl:template>

  <xsl:template match="text | front | body | back | div | list | item | table | row | cell | opener | closer | figure">
    <div class="{local-name()}"><xsl:apply-templates select="@* | node()"/></div>
  </xsl:template>

  <xsl:template match="p | head">
    <div class="{local-name()}"><xsl:apply-templates select="@* | node()"/></div>
  </xsl:template>

  <xsl:template match="@xml:id"><xsl:attribute name="id" select="."/></xsl:template>

  <xsl:template match="@*"><xsl:attribute name="data-{local-name()}" select="."/></xsl:template>

</xsl:stylesheet>
