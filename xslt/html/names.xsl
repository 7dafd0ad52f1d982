<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and terms: each leads to its entry, and each can be found again from there. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:geogName | tei:objectName | tei:eventName |
      tei:name | tei:rs | tei:gloss | tei:term | tei:author | tei:editor | tei:publisher | tei:pubPlace | tei:speaker |
      tei:role | tei:actor | tei:docAuthor | tei:settlement | tei:region | tei:country | tei:repository |
      tei:institution | tei:addName | tei:roleName">
    <xsl:call-template name="name"/>
  </xsl:template>

  <xsl:template name="name">
    <xsl:variable name="pointer" select="(@corresp | @ref | @target)[key('entry', .)][1]"/>
    <xsl:choose>
      <xsl:when test="$pointer and (self::tei:persName or self::tei:placeName or self::tei:orgName or self::tei:name or
                      self::tei:rs or self::tei:gloss or self::tei:term or self::tei:ref) and ancestor::tei:text">
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$pointer"/>
          <xsl:with-param name="class" select="concat('name ', local-name())"/>
          <xsl:with-param name="id">
            <xsl:call-template name="mention"><xsl:with-param name="pointer" select="$pointer"/></xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$pointer or (@corresp | @ref | @target)[key('place', .)]">
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="(@corresp | @ref | @target)[key('entry', .) or key('place', .)][1]"/>
          <xsl:with-param name="class" select="concat('name ', local-name())"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
