<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a page, a line or a column of the printed book begins. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!-- The mark links to itself, to be copied, or to the picture of the page where there is an address of one. -->
  <xsl:template match="tei:pb">
    <xsl:variable name="id">
      <xsl:choose>
        <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
        <xsl:otherwise>pb-<xsl:number level="any" from="/"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <span class="pb" id="{$id}" role="doc-pagebreak" data-generated="page">
      <xsl:if test="parent::tei:div or parent::tei:body or parent::tei:front or parent::tei:back or
                    parent::frus:attachment or parent::tei:opener or parent::tei:closer or parent::tei:postscript">
        <xsl:attribute name="class">pb between</xsl:attribute>
      </xsl:if>
      <a href="#{$id}">
        <xsl:if test="starts-with(@facs, 'http://') or starts-with(@facs, 'https://')">
          <xsl:attribute name="href"><xsl:value-of select="@facs"/></xsl:attribute>
        </xsl:if>
        <xsl:text>[</xsl:text>
        <xsl:choose>
          <xsl:when test="@n">Page <xsl:value-of select="@n"/></xsl:when>
          <xsl:otherwise>Page break</xsl:otherwise>
        </xsl:choose>
        <xsl:text>]</xsl:text>
      </a>
    </span>
  </xsl:template>

  <!-- A line that ends within a word is not broken again. -->
  <xsl:template match="tei:lb[@break = 'no']"><span class="lb" data-tei="lb"/></xsl:template>

  <xsl:template match="tei:lb"><br/></xsl:template>

  <xsl:template match="tei:cb | tei:milestone | tei:anchor">
    <span data-tei="{name()}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
    </span>
  </xsl:template>

</xsl:stylesheet>
