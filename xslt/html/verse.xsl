<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas, lines with their indentation and numbers, breaks within the line. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:lg"><xsl:call-template name="wrap"/></xsl:template>

  <!-- Every fifth line shows its number; a part of a line that is shared stands where the part before it ends. -->
  <xsl:template match="tei:l">
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">
          <xsl:text>l</xsl:text>
          <xsl:if test="@part = 'M' or @part = 'F'"> part</xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="line-number"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template name="line-number">
    <xsl:if test="@n and (number(@n) != number(@n) or @n mod 5 = 0)">
      <span class="ln" data-generated="line"><xsl:value-of select="@n"/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:caesura[not(node())]">
    <span class="caesura" data-generated="caesura"><xsl:text>&#x2003;</xsl:text></span>
  </xsl:template>

  <xsl:template match="tei:rhyme"><xsl:call-template name="wrap"/></xsl:template>

  <!-- Notation of metre: a symbol and what it stands for. -->
  <xsl:template match="tei:metDecl | tei:metSym"><xsl:call-template name="wrap"/></xsl:template>

</xsl:stylesheet>
