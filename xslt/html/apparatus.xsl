<?xml version="1.0" encoding="UTF-8"?>
<!--
  What scribes and editors did: readings of witnesses, corrections, what is lost, added, struck out, hard to read.
  Signs and words that explain are generated; of alternatives the first is the text, the others stand in brackets behind it.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:key name="witness" match="tei:witness | tei:msDesc | tei:handNote | tei:person" use="concat('#', @xml:id)"/>

  <!-- Readings: the lemma in the text with a call, the others in a list of their own. -->

  <xsl:template match="tei:app">
    <xsl:variable name="moved" select="*[not(self::tei:note)][key('moved', generate-id())]"/>
    <xsl:call-template name="wrap"/>
    <xsl:if test="$moved and not(ancestor::tei:teiHeader)">
      <xsl:variable name="id"><xsl:call-template name="reading-id"/></xsl:variable>
      <xsl:variable name="sign"><xsl:call-template name="reading-sign"/></xsl:variable>
      <sup class="call reading" data-generated="call">
        <a id="{$id}-call" href="#{$id}" role="doc-noteref" aria-label="Reading {$sign}"><xsl:value-of select="$sign"/></a>
      </sup>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:app/tei:lem | tei:app/tei:rdg | tei:app/tei:rdgGrp | tei:app/tei:wit | tei:app/tei:witDetail">
    <xsl:if test="not(key('moved', generate-id()))"><xsl:call-template name="reading"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:app/tei:note" priority="1"><xsl:call-template name="note"/></xsl:template>

  <xsl:template match="tei:app" mode="listed">
    <xsl:variable name="id"><xsl:call-template name="reading-id"/></xsl:variable>
    <xsl:variable name="sign"><xsl:call-template name="reading-sign"/></xsl:variable>
    <li id="{$id}">
      <a class="n" href="#{$id}" data-generated="number" aria-label="Reading {$sign}, link"><xsl:value-of select="$sign"/></a>
      <div class="body">
        <xsl:variable name="lemma" select="normalize-space((tei:lem | tei:rdg)[1])"/>
        <span class="lemma" data-generated="lemma">
          <xsl:choose>
            <xsl:when test="string-length($lemma) &gt; 40"><xsl:value-of select="concat(substring($lemma, 1, 36), ' …')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$lemma"/></xsl:otherwise>
          </xsl:choose>
          <xsl:for-each select="(tei:lem | tei:rdg)[1]"><xsl:call-template name="witnesses"/></xsl:for-each>
          <xsl:text>] </xsl:text>
        </span>
        <xsl:for-each select="*[not(self::tei:note)][key('moved', generate-id())]">
          <xsl:if test="position() &gt; 1"><span data-generated="sign">; </span></xsl:if>
          <xsl:call-template name="reading"/>
        </xsl:for-each>
        <a class="back" href="#{$id}-call" role="doc-backlink" aria-label="Back to reading {$sign} in the text"
            data-generated="back"><xsl:text>↩&#xFE0E;</xsl:text></a>
      </div>
    </li>
  </xsl:template>

  <xsl:template name="reading">
    <xsl:call-template name="wrap"/>
    <xsl:if test="key('moved', generate-id()) or ancestor::tei:listApp">
      <xsl:if test="not(node())"><span data-generated="sign"><i>omitted</i></span></xsl:if>
      <xsl:if test="@wit or @source or @resp">
        <span class="wit" data-generated="witness"><xsl:call-template name="witnesses"/></span>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="witnesses">
    <xsl:param name="pointers" select="normalize-space(@wit)"/>
    <xsl:if test="$pointers">
      <xsl:variable name="one" select="substring-before(concat($pointers, ' '), ' ')"/>
      <xsl:variable name="witness" select="key('witness', $one)[1]"/>
      <xsl:text> </xsl:text>
      <abbr>
        <xsl:if test="normalize-space($witness)">
          <xsl:attribute name="title"><xsl:value-of select="normalize-space($witness)"/></xsl:attribute>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="$witness/@n"><xsl:value-of select="$witness/@n"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="translate($one, '#', '')"/></xsl:otherwise>
        </xsl:choose>
      </abbr>
      <xsl:call-template name="witnesses">
        <xsl:with-param name="pointers" select="substring-after($pointers, ' ')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- In the list of witnesses: the sign that the readings have. -->
  <xsl:template match="tei:witness[@xml:id or @n]">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before">
        <xsl:if test="not(tei:abbr[@type = 'siglum'])">
          <xsl:choose>
            <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="@xml:id"/></xsl:otherwise>
          </xsl:choose>
          <xsl:text>: </xsl:text>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="reading-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:call-template name="free"><xsl:with-param name="id" select="concat(@xml:id, '-readings')"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="number"><xsl:call-template name="count"/></xsl:variable>
        <xsl:call-template name="free"><xsl:with-param name="id" select="concat('app-', $number)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Letters, so that no reading is taken for a note. -->
  <xsl:template name="reading-sign">
    <xsl:variable name="number"><xsl:call-template name="count"/></xsl:variable>
    <xsl:number value="$number" format="a"/>
  </xsl:template>

  <!-- Alternatives: the first is the text; what it is said with otherwise is an annotation to it. -->

  <xsl:template match="tei:choice">
    <xsl:variable name="name"><xsl:call-template name="div-or-span"/></xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'choice'"/></xsl:call-template>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::* and preceding-sibling::*"><xsl:call-template name="alternative"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template name="alternative">
    <xsl:call-template name="wrap">
      <xsl:with-param name="class" select="concat('alternative ', local-name())"/>
      <xsl:with-param name="before" select="' ['"/>
      <xsl:with-param name="spoken">
        <xsl:choose>
          <xsl:when test="self::tei:corr">corrected: </xsl:when>
          <xsl:when test="self::tei:sic">in the source: </xsl:when>
          <xsl:when test="self::tei:reg">regularised: </xsl:when>
          <xsl:when test="self::tei:orig">originally: </xsl:when>
          <xsl:when test="self::tei:expan">in full: </xsl:when>
          <xsl:when test="self::tei:abbr">abbreviated: </xsl:when>
          <xsl:otherwise>or: </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="after" select="']'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:sic">
    <xsl:call-template name="wrap">
      <xsl:with-param name="after"><xsl:if test="not(parent::tei:choice)"> [sic]</xsl:if></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:orig | tei:corr | tei:reg | tei:expan | tei:subst | tei:mod | tei:damage | tei:am |
      tei:restore | tei:retrace | tei:lem | tei:rdg | tei:rdgGrp">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <xsl:template match="tei:abbr"><xsl:call-template name="wrap"><xsl:with-param name="name" select="'abbr'"/></xsl:call-template></xsl:template>

  <xsl:template match="tei:ex"><xsl:call-template name="wrap"><xsl:with-param name="name" select="'i'"/></xsl:call-template></xsl:template>

  <!-- Signs as most editions of letters and papers have them. -->

  <xsl:template match="tei:supplied">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="'['"/><xsl:with-param name="after" select="']'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:surplus | tei:secl">
    <xsl:call-template name="wrap">
      <xsl:with-param name="before" select="'{'"/><xsl:with-param name="after" select="'}'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <xsl:call-template name="wrap">
      <xsl:with-param name="after"><xsl:if test="not(parent::tei:choice)">[?]</xsl:if></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:del">
    <xsl:call-template name="wrap">
      <xsl:with-param name="name" select="'del'"/><xsl:with-param name="block-name" select="'del'"/>
      <xsl:with-param name="class" select="''"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:add">
    <xsl:call-template name="wrap">
      <xsl:with-param name="name" select="'ins'"/><xsl:with-param name="block-name" select="'ins'"/>
      <xsl:with-param name="class" select="''"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:gap[not(node())]">
    <span data-generated="gap">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'gap'"/></xsl:call-template>
      <xsl:text>[</xsl:text>
      <xsl:choose>
        <xsl:when test="@extent or @quantity or @reason">
          <xsl:variable name="unit"><xsl:call-template name="unit"/></xsl:variable>
          <xsl:value-of select="normalize-space(concat(@extent, ' ', @quantity, ' ', $unit, ' ', @reason))"/>
        </xsl:when>
        <xsl:otherwise>…</xsl:otherwise>
      </xsl:choose>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="tei:space[not(node())]">
    <span data-generated="space">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'space'"/></xsl:call-template>
      <xsl:variable name="unit"><xsl:call-template name="unit"/></xsl:variable>
      <xsl:value-of select="concat('[', normalize-space(concat('space ', @extent, ' ', @quantity, ' ', $unit)), ']')"/>
    </span>
  </xsl:template>

  <!-- "chars" is what TEI suggests; a reader wants words. -->
  <xsl:template name="unit">
    <xsl:choose>
      <xsl:when test="@unit = 'chars' or @unit = 'char'">character<xsl:if test="@quantity != 1">s</xsl:if></xsl:when>
      <xsl:otherwise><xsl:value-of select="@unit"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:handShift[not(node())]">
    <xsl:variable name="hand" select="key('witness', @new)[1]"/>
    <span data-generated="hand">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'hand'"/></xsl:call-template>
      <xsl:text>[</xsl:text>
      <xsl:choose>
        <xsl:when test="normalize-space($hand)"><xsl:value-of select="normalize-space($hand)"/></xsl:when>
        <xsl:otherwise>another hand</xsl:otherwise>
      </xsl:choose>
      <xsl:text>] </xsl:text>
    </span>
  </xsl:template>

</xsl:stylesheet>
