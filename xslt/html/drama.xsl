<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama, and what is spoken: who speaks, what is done, what is heard. The cast is a list (lists.xsl). -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:sp | tei:spGrp | tei:stage | tei:set | tei:prologue | tei:epilogue | tei:performance |
      tei:roleDesc | tei:view | tei:camera | tei:sound | tei:caption | tei:tech | tei:move">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <!-- Transcribed speech: an utterance with its speaker, and what is not speech in brackets. -->

  <xsl:template match="tei:u">
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'u'"/></xsl:call-template>
      <xsl:if test="@who">
        <xsl:variable name="who" select="key('witness', @who)[1]"/>
        <span class="speaker" data-generated="speaker">
          <xsl:choose>
            <xsl:when test="normalize-space($who/tei:persName)"><xsl:value-of select="normalize-space($who/tei:persName)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="translate(@who, '#', '')"/></xsl:otherwise>
          </xsl:choose>
          <xsl:text>: </xsl:text>
        </span>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:pause[not(node())]">
    <span class="pause" data-generated="pause">
      <xsl:value-of select="concat('(', normalize-space(concat('pause ', @dur)), ')')"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:vocal | tei:kinesic | tei:incident | tei:writing">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="'('"/><xsl:with-param name="after" select="')'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A change of voice and the like is said in an attribute. -->
  <xsl:template match="tei:shift[not(node())]">
    <span class="shift" data-generated="shift">
      <xsl:if test="@new"><xsl:value-of select="concat('(', @new, ')')"/></xsl:if>
    </span>
  </xsl:template>

</xsl:stylesheet>
