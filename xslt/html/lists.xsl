<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists: of subjects and participants, with the signs that stand in the text, of terms with their meaning, of anything. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!-- What may stand before the first item and is the head of it all. -->
  <xsl:template name="list-head">
    <xsl:param name="id"/>
    <xsl:param name="heads"/>
    <xsl:if test="$heads">
      <div class="list-head" id="{$id}-head">
        <xsl:for-each select="$heads">
          <xsl:choose>
            <xsl:when test="position() = 1"><xsl:apply-templates/></xsl:when>
            <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:list">
    <xsl:variable name="heads" select="tei:head[not(preceding-sibling::tei:item or preceding-sibling::tei:label)]"/>
    <xsl:variable name="id">
      <xsl:choose>
        <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
        <xsl:when test="tei:head">list-<xsl:call-template name="count"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <!-- A dl wants a description behind every term, and nothing in a term that has a place in the outline. -->
    <xsl:variable name="pairs" select="tei:label and tei:item and not(
        tei:label[not(following-sibling::*[self::tei:label or self::tei:item]) or
                  .//frus:attachment or .//tei:floatingText or .//tei:*[contains($divisions, concat(' ', local-name(), ' '))]] or
        *[self::tei:label or self::tei:item][1][self::tei:item])"/>
    <div>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="normalize-space(concat('list ', @type))"/>
      </xsl:call-template>
      <xsl:call-template name="list-head">
        <xsl:with-param name="id" select="$id"/>
        <xsl:with-param name="heads" select="$heads"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="$pairs">
          <xsl:apply-templates select="(tei:headLabel | tei:headItem)
              [not(preceding-sibling::tei:item or preceding-sibling::tei:label)]"/>
          <dl>
            <xsl:if test="$heads"><xsl:attribute name="aria-labelledby"><xsl:value-of select="$id"/>-head</xsl:attribute></xsl:if>
            <xsl:apply-templates select="tei:label | tei:item" mode="pair"/>
          </dl>
          <xsl:apply-templates select="(tei:label | tei:item)[last()]/following-sibling::node()"/>
        </xsl:when>
        <xsl:when test="tei:item or tei:label">
          <xsl:apply-templates select="(tei:headLabel | tei:headItem)
              [not(preceding-sibling::tei:item or preceding-sibling::tei:label)]"/>
          <xsl:variable name="sign"><xsl:call-template name="sign"/></xsl:variable>
          <xsl:variable name="as"><xsl:choose><xsl:when test="$sign = 'numbered'">ol</xsl:when><xsl:otherwise>ul</xsl:otherwise></xsl:choose></xsl:variable>
          <xsl:element name="{$as}">
            <xsl:attribute name="role">list</xsl:attribute>
            <xsl:if test="$heads"><xsl:attribute name="aria-labelledby"><xsl:value-of select="$id"/>-head</xsl:attribute></xsl:if>
            <xsl:attribute name="class"><xsl:value-of select="$sign"/></xsl:attribute>
            <xsl:apply-templates select="tei:item | tei:label" mode="item"/>
          </xsl:element>
          <xsl:apply-templates select="(tei:label | tei:item)[last()]/following-sibling::node()"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node()[not(self::tei:head)]"/></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- Items that say their own number or letter, and those of subjects and the like, get no bullet and no number. -->
  <xsl:template name="sign">
    <xsl:variable name="start" select="substring(normalize-space(tei:item[1]), 1, 5)"/>
    <xsl:choose>
      <xsl:when test="tei:label or tei:item/@n or @type = 'subject' or @type = 'participants' or @type = 'to' or
                      @type = 'from' or @type = 'references' or @type = 'simple' or @rend = 'simple'">plain</xsl:when>
      <xsl:when test="translate(substring($start, 1, 1), '0123456789(–—', '') = '' or
                      contains(translate(substring($start, 2, 2), ')', '.'), '.')">marked</xsl:when>
      <xsl:when test="@type = 'ordered' or @rend = 'ordered' or @type = 'numbered' or @rend = 'numbered'">numbered</xsl:when>
      <xsl:otherwise>bulleted</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:item | tei:label" mode="item">
    <li>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class"><xsl:if test="self::tei:label">label</xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="strays"/>
      <xsl:if test="@n and not(starts-with(normalize-space(.), @n))">
        <span class="n" data-generated="number"><xsl:value-of select="concat(@n, ' ')"/></span>
      </xsl:if>
      <xsl:apply-templates/>
      <!-- Of an item with nothing in it, which is written without its end otherwise. -->
      <xsl:if test="not(node())"><xsl:comment/></xsl:if>
    </li>
  </xsl:template>

  <!-- A term or a date, and what belongs to it. -->

  <xsl:template match="tei:label" mode="pair">
    <dt>
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="strays"/>
      <xsl:apply-templates/>
    </dt>
  </xsl:template>

  <xsl:template match="tei:item" mode="pair">
    <dd>
      <xsl:call-template name="attributes"/>
      <xsl:call-template name="strays"/>
      <xsl:apply-templates/>
    </dd>
  </xsl:template>

  <!--
    Lists of books, persons, roles, witnesses: what they list is an item, whatever it is. A page break or the like
    between two of them goes with the second.
  -->
  <xsl:variable name="between" select="' head pb lb cb gb milestone anchor note index fw '"/>

  <xsl:template match="tei:listBibl | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listObject |
      tei:listNym | tei:listWit | tei:listApp | tei:listRelation | tei:castList | tei:castGroup">
    <xsl:variable name="items" select="*[not(contains($between, concat(' ', local-name(), ' ')))]"/>
    <xsl:variable name="heads" select="tei:head[not(preceding-sibling::*[not(contains($between, concat(' ', local-name(), ' ')))])]"/>
    <div>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="concat('list ', local-name())"/></xsl:call-template>
      <xsl:apply-templates select="$heads"/>
      <xsl:choose>
        <xsl:when test="$items">
          <ul role="list" class="plain"><xsl:apply-templates select="$items" mode="listed-item"/></ul>
          <xsl:apply-templates select="$items[last()]/following-sibling::node()"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node()[not(self::tei:head)]"/></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="listed-item">
    <li>
      <xsl:apply-templates select="preceding-sibling::node()[1]" mode="between"/>
      <xsl:apply-templates select="."/>
    </li>
  </xsl:template>

  <xsl:template match="node()" mode="between">
    <xsl:if test="not(self::*) or self::*[contains(substring-after($between, 'head'), concat(' ', local-name(), ' '))] or
                  self::tei:head[preceding-sibling::*[not(contains($between, concat(' ', local-name(), ' ')))]]">
      <xsl:apply-templates select="preceding-sibling::node()[1]" mode="between"/>
      <xsl:apply-templates select="."/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
