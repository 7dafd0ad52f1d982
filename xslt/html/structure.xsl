<?xml version="1.0" encoding="UTF-8"?>
<!-- The outline: documents as articles, what stands around them as sections, heads as headings of the right level. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!-- Mode outline: down to the documents. -->

  <xsl:template match="tei:text | tei:group" mode="outline">
    <xsl:apply-templates select="node()" mode="outline"/>
  </xsl:template>

  <xsl:template match="tei:front | tei:back | tei:body" mode="outline">
    <xsl:call-template name="part"/>
  </xsl:template>

  <xsl:template match="tei:body[not(tei:div)]" mode="outline">
    <xsl:call-template name="article"/>
  </xsl:template>

  <xsl:template match="tei:div" mode="outline">
    <xsl:choose>
      <xsl:when test="@type = 'document' or @type = 'letter' or
                      not(.//tei:div[@type = 'document' or @type = 'letter'])">
        <xsl:call-template name="article"/>
      </xsl:when>
      <xsl:otherwise>
        <section>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="normalize-space(concat(@type, ' ', @subtype))"/>
          </xsl:call-template>
          <xsl:call-template name="part"/>
        </section>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What holds documents: its own head and words, the documents, the notes to its own words. -->
  <xsl:template name="part">
    <xsl:call-template name="opening"/>
    <xsl:apply-templates select="node()[not(../tei:head)] | tei:head[1]/following-sibling::node()" mode="outline"/>
    <xsl:call-template name="notes">
      <xsl:with-param name="notes" select="*[not(self::tei:div)]/descendant-or-self::tei:note"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="node()" mode="outline">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- One document: its title and source, its text, its notes. -->
  <xsl:template name="article">
    <article>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="normalize-space(concat(@type, ' ', @subtype))"/>
      </xsl:call-template>
      <xsl:call-template name="opening"/>
      <div class="text">
        <xsl:apply-templates select="node()[not(../tei:head)] | tei:head[1]/following-sibling::node()"/>
      </div>
      <xsl:call-template name="notes">
        <xsl:with-param name="notes" select=".//tei:note"/>
      </xsl:call-template>
    </article>
  </xsl:template>

  <!-- What stands inside a document: an attachment, an enclosure, a part with a head of its own. -->
  <xsl:template match="tei:div | frus:attachment | tei:floatingText/tei:body">
    <section>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">
          <xsl:choose>
            <xsl:when test="@type"><xsl:value-of select="normalize-space(concat(@type, ' ', @subtype))"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="opening"/>
      <xsl:apply-templates select="node()[not(../tei:head)] | tei:head[1]/following-sibling::node()"/>
    </section>
  </xsl:template>

  <!-- The first head, what stands before it, and the note on the source that hangs on it. -->
  <xsl:template name="opening">
    <xsl:if test="tei:head">
      <header>
        <xsl:apply-templates select="tei:head[1]/preceding-sibling::node()"/>
        <xsl:apply-templates select="tei:head[1]"/>
        <xsl:apply-templates select="tei:head[1]//tei:note" mode="source"/>
      </header>
    </xsl:if>
  </xsl:template>

  <!-- Heads. -->

  <xsl:template match="tei:div/tei:head | tei:body/tei:head | frus:attachment/tei:head">
    <xsl:variable name="level"><xsl:call-template name="level"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="preceding-sibling::tei:head">p</xsl:when>
        <xsl:otherwise>h<xsl:value-of select="$level"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="'head'"/>
        <xsl:with-param name="id"><xsl:call-template name="head-id"/></xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="head-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:when test="../@xml:id and not(preceding-sibling::tei:head)"><xsl:value-of select="../@xml:id"/>-head</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- How deep a heading at this place is: as many as there are heads around it, and the page's own. -->
  <xsl:template name="level">
    <xsl:variable name="depth" select="not($single) + count(ancestor-or-self::*[tei:head]
        [self::tei:div or self::frus:attachment or self::tei:body or self::tei:front or self::tei:back])"/>
    <xsl:choose>
      <xsl:when test="$depth &gt; 6">6</xsl:when>
      <xsl:otherwise><xsl:value-of select="$depth"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number with which a head begins, so that it can be set apart. -->
  <xsl:template match="tei:div/tei:head/text()[not(preceding-sibling::node()[1])]">
    <xsl:variable name="number" select="concat(../../@n, '.')"/>
    <xsl:choose>
      <xsl:when test="../../@n and starts-with(., concat($number, ' '))">
        <span class="number"><xsl:value-of select="$number"/></span>
        <xsl:value-of select="substring-after(., $number)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
