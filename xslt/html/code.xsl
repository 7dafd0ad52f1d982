<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples of code: as they are written, the tags of XML among them. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    exclude-result-prefixes="tei eg">

  <xsl:template match="tei:eg">
    <xsl:variable name="blocks"><xsl:call-template name="has-block"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$blocks = '1'">div</xsl:when>
        <xsl:otherwise>pre</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'eg'"/></xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:egXML | eg:egXML">
    <pre>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'egXML'"/></xsl:call-template>
      <code><xsl:apply-templates mode="code"/></code>
    </pre>
  </xsl:template>

  <!-- A tag is not a character of the text; what stands between tags is. -->
  <xsl:template match="*" mode="code">
    <span class="markup" data-generated="markup">
      <xsl:value-of select="concat('&lt;', name())"/>
      <xsl:for-each select="@*"><xsl:value-of select="concat(' ', name(), '=&quot;', ., '&quot;')"/></xsl:for-each>
      <xsl:if test="not(node())">/</xsl:if>
      <xsl:text>&gt;</xsl:text>
    </span>
    <xsl:apply-templates mode="code"/>
    <xsl:if test="node()">
      <span class="markup" data-generated="markup"><xsl:value-of select="concat('&lt;/', name(), '&gt;')"/></span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="comment()" mode="code">
    <span class="markup" data-generated="markup"><xsl:value-of select="concat('&lt;!--', ., '--&gt;')"/></span>
  </xsl:template>

</xsl:stylesheet>
