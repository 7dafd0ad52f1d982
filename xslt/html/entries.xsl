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
        <h2 id="entries"><xsl:call-template name="in-english"/>Persons and terms in this document</h2>
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
      <h3><xsl:call-template name="in-english"/><xsl:value-of select="$title"/></h3>
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
        <xsl:if test="$entries != ''">
          <a class="more" href="{$entries}{@xml:id}.html" aria-label="All mentions of {$name} in the edition"><xsl:call-template name="in-english"/>All mentions</a>
          <xsl:text> </xsl:text>
        </xsl:if>
        <ul class="where" aria-label="Where {$name} is mentioned">
          <xsl:call-template name="in-english"/>
          <xsl:apply-templates select="key('mention', concat('#', @xml:id))" mode="where">
            <xsl:with-param name="pointer" select="concat('#', @xml:id)"/>
          </xsl:apply-templates>
        </ul>
      </dd>
    </div>
  </xsl:template>

  <!-- Where something is mentioned, each place once: with the first mention there. -->
  <xsl:template match="*" mode="where">
    <xsl:param name="pointer"/>
    <xsl:variable name="at" select="concat(generate-id(), ' ', $pointer)"/>
    <xsl:variable name="first">
      <xsl:for-each select="$counts">
        <xsl:for-each select="key('counted', $at)[not(@where = preceding-sibling::c[1]/@where)]">
          <xsl:value-of select="key('counted-where', @where)[1]/@at"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="$first = $at">
      <xsl:variable name="id"><xsl:call-template name="mention"><xsl:with-param name="pointer" select="$pointer"/></xsl:call-template></xsl:variable>
      <li><a href="#{$id}"><xsl:call-template name="place"/></a></li>
    </xsl:if>
  </xsl:template>

  <!-- "paragraph 2", "attachment, paragraph 1", "note 3", "heading": where the element at hand stands. -->
  <xsl:template name="place">
    <xsl:if test="not($single)">
      <xsl:for-each select="ancestor::tei:*[@n][contains($divisions, concat(' ', local-name(), ' '))][last()]">
        <xsl:value-of select="concat(@n, ', ')"/>
      </xsl:for-each>
    </xsl:if>
    <xsl:for-each select="ancestor::*[self::tei:p or self::tei:note or self::tei:head or self::tei:list or self::tei:table or
                          self::tei:lg or self::tei:sp or self::tei:dateline or self::tei:salute or self::tei:signed or
                          self::tei:opener or self::tei:closer or self::tei:div][1]">
      <xsl:choose>
        <xsl:when test="ancestor-or-self::tei:note[@type = 'source']">source</xsl:when>
        <xsl:when test="ancestor-or-self::tei:note[key('moved', generate-id())]">
          <xsl:for-each select="ancestor-or-self::tei:note[key('moved', generate-id())][1]">
            <xsl:text>note </xsl:text>
            <xsl:call-template name="note-number"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="self::tei:p">
          <xsl:for-each select="ancestor::*[self::frus:attachment or self::tei:div[parent::tei:div] or self::tei:floatingText][1]
              [generate-id() = generate-id(current()/ancestor::*[@xml:id][1])]">
            <xsl:if test="$single">
              <xsl:choose>
                <xsl:when test="@type"><xsl:value-of select="concat(@type, ', ')"/></xsl:when>
                <xsl:when test="self::frus:attachment">attachment, </xsl:when>
              </xsl:choose>
            </xsl:if>
          </xsl:for-each>
          <xsl:text>paragraph </xsl:text>
          <xsl:call-template name="count"/>
        </xsl:when>
        <xsl:when test="self::tei:head">heading</xsl:when>
        <xsl:when test="self::tei:lg">verse</xsl:when>
        <xsl:when test="self::tei:sp">speech</xsl:when>
        <xsl:when test="self::tei:signed">signature</xsl:when>
        <xsl:when test="self::tei:opener">opening</xsl:when>
        <xsl:when test="self::tei:closer">closing</xsl:when>
        <xsl:when test="self::tei:div">text</xsl:when>
        <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
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
