<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcriptions by the page: surfaces with their pictures, zones, lines. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:surface">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'surface'"/></xsl:call-template>
      <xsl:if test="@n"><span class="label" data-generated="label"><xsl:value-of select="concat('[', @n, ']')"/></span></xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:sourceDoc | tei:facsimile | tei:surfaceGrp | tei:zone | tei:path">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <xsl:template match="tei:line">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'line'"/></xsl:call-template>
      <xsl:call-template name="line-number"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

</xsl:stylesheet>
