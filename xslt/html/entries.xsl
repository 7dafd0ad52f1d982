<?xml version="1.0" encoding="UTF-8"?>
<!-- The persons, places and terms that the page mentions, as the file's own standOff describes them. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <xsl:template name="entries">
    <xsl:variable name="described" select="//tei:standOff//*[@xml:id][key('mention', concat('#', @xml:id))]"/>
    <xsl:if test="$described">
      <section class="entries" aria-labelledby="entries" data-generated="entries">
        <h2 id="entries">Persons and terms in this document</h2>
        <xsl:call-template name="entry-list">
          <xsl:with-param name="of" select="$described[self::tei:person or self::tei:personGrp]"/>
          <xsl:with-param name="title" select="'Persons'"/>
        </xsl:call-template>
        <xsl:call-template name="entry-list">
          <xsl:with-param name="of" select="$described[self::tei:org]"/>
          <xsl:with-param name="title" select="'Organisations'"/>
        </xsl:call-template>
        <xsl:call-template name="entry-list">
          <xsl:with-param name="of" select="$described[self::tei:place]"/>
          <xsl:with-param name="title" select="'Places'"/>
        </xsl:call-template>
        <xsl:call-template name="entry-list">
          <xsl:with-param name="of"
              select="$described[not(self::tei:person or self::tei:personGrp or self::tei:org or self::tei:place)]"/>
          <xsl:with-param name="title" select="'Terms'"/>
        </xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="entry-list">
    <xsl:param name="of"/>
    <xsl:param name="title"/>
    <xsl:if test="$of">
      <h3><xsl:value-of select="$title"/></h3>
      <dl><xsl:apply-templates select="$of" mode="entry"/></dl>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="entry">
    <xsl:variable name="name"><xsl:apply-templates select="." mode="entry-name"/></xsl:variable>
    <xsl:variable name="about"><xsl:apply-templates select="." mode="entry-about"/></xsl:variable>
    <div class="entry" id="{@xml:id}">
      <dt><xsl:value-of select="$name"/></dt>
      <dd>
        <xsl:if test="$about != ''">
          <span class="said"><xsl:value-of select="$about"/></span>
          <xsl:text> </xsl:text>
        </xsl:if>
        <span class="ways">
          <xsl:if test="$entries != ''">
            <a class="more" href="{$entries}{@xml:id}.html" aria-label="All mentions of {$name} in the edition">All mentions</a>
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:for-each select="key('mention', concat('#', @xml:id))[1]">
            <a class="back" role="doc-backlink" aria-label="First mention of {$name} in the text">
              <xsl:attribute name="href">
                <xsl:text>#</xsl:text>
                <xsl:call-template name="mention">
                  <xsl:with-param name="pointer" select="(@corresp | @ref | @target)[key('entry', .)][1]"/>
                </xsl:call-template>
              </xsl:attribute>
              <xsl:text>↩&#xFE0E;</xsl:text>
            </a>
          </xsl:for-each>
        </span>
      </dd>
    </div>
  </xsl:template>

  <!-- What an entry is called. -->

  <xsl:template match="tei:person | tei:personGrp | tei:org | tei:place" mode="entry-name">
    <xsl:value-of select="normalize-space((tei:persName | tei:orgName | tei:placeName | tei:name)[1])"/>
  </xsl:template>

  <xsl:template match="*" mode="entry-name">
    <xsl:value-of select="normalize-space(.)"/>
  </xsl:template>

  <!-- What is said of it. -->

  <xsl:template match="tei:person | tei:personGrp | tei:org | tei:place" mode="entry-about">
    <xsl:for-each select="tei:note | tei:occupation | tei:desc">
      <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:value-of select="normalize-space(.)"/>
      <xsl:call-template name="years">
        <xsl:with-param name="from" select="@from"/>
        <xsl:with-param name="to" select="@to"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- ", 1953–1957", or as much of it as is known. -->
  <xsl:template name="years">
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:if test="$from != '' or $to != ''">
      <xsl:text>, </xsl:text>
      <xsl:value-of select="substring($from, 1, 4)"/>
      <xsl:text>–</xsl:text>
      <xsl:value-of select="substring($to, 1, 4)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:term | tei:label" mode="entry-about">
    <xsl:value-of select="normalize-space(ancestor-or-self::tei:label/following-sibling::tei:item[1])"/>
  </xsl:template>

  <xsl:template match="*" mode="entry-about"/>

</xsl:stylesheet>
