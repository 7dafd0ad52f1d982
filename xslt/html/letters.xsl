<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters: how they begin and end, to whom they go, and what is known of their way. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:opener | tei:closer | tei:dateline | tei:salute | tei:signed">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <!-- An address has its lines, wherever it stands. -->
  <xsl:template match="tei:address | tei:addrLine | tei:street | tei:postCode | tei:postBox">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <xsl:template match="tei:email">
    <xsl:variable name="address">
      <xsl:call-template name="safe">
        <xsl:with-param name="address" select="concat('mailto:', translate(., ' &#9;&#10;&#13;?', ''))"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="contains(., '@') and not(ancestor::tei:ref)">
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$address"/>
          <xsl:with-param name="class" select="'email'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Seals, stamps and marks of those who carried and filed it. -->
  <xsl:template match="tei:stamp | tei:seal | tei:metamark | tei:fw | tei:watermark | tei:heraldry">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <!-- Sent, received, forwarded: one line each. -->
  <xsl:template match="tei:correspAction">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'correspAction'"/></xsl:call-template>
      <xsl:if test="@type">
        <span class="label" data-generated="label">
          <xsl:value-of select="concat(translate(substring(@type, 1, 1), 'rstfd', 'RSTFD'), substring(@type, 2), ': ')"/>
        </span>
      </xsl:if>
      <xsl:for-each select="node()">
        <xsl:apply-templates select="."/>
        <xsl:if test="self::* and following-sibling::*"><span data-generated="sign">, </span></xsl:if>
      </xsl:for-each>
    </div>
  </xsl:template>

</xsl:stylesheet>
