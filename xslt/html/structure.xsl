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

  <xsl:template match="tei:front | tei:back | tei:body | tei:group[tei:head]" mode="outline">
    <xsl:call-template name="part"/>
  </xsl:template>

  <xsl:template match="tei:body[not(tei:div | tei:div1)]" mode="outline">
    <xsl:call-template name="article"/>
  </xsl:template>

  <xsl:template match="tei:sourceDoc" mode="outline">
    <xsl:call-template name="article"/>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7" mode="outline">
    <xsl:choose>
      <xsl:when test="@type = 'document' or @type = 'letter' or
                      not(.//tei:*[@type = 'document' or @type = 'letter']
                          [contains($divisions, concat(' ', local-name(), ' '))])">
        <xsl:call-template name="article"/>
      </xsl:when>
      <xsl:otherwise>
        <section>
          <xsl:call-template name="part-attributes"/>
          <xsl:call-template name="part"/>
        </section>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What holds documents: its own head and words, the documents, the notes to its own words. -->
  <xsl:template name="part">
    <xsl:call-template name="opening"/>
    <xsl:apply-templates select="node()[not(../tei:head)] | tei:head[1]/following-sibling::node()" mode="outline"/>
    <xsl:variable name="own" select="*[not(self::tei:text or contains($divisions, concat(' ', local-name(), ' ')))]"/>
    <xsl:call-template name="notes">
      <xsl:with-param name="notes" select="$own/descendant-or-self::tei:note"/>
      <xsl:with-param name="apparatus" select="$own/descendant-or-self::tei:app"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="node()" mode="outline">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- One document: its title and source, its text, its notes. -->
  <xsl:template name="article">
    <article>
      <xsl:call-template name="part-attributes"/>
      <xsl:call-template name="opening"/>
      <div class="text">
        <xsl:apply-templates select="node()[not(../tei:head)] | tei:head[1]/following-sibling::node()"/>
      </div>
      <xsl:call-template name="notes">
        <xsl:with-param name="notes" select=".//tei:note"/>
        <xsl:with-param name="apparatus" select=".//tei:app"/>
      </xsl:call-template>
    </article>
  </xsl:template>

  <!-- A language that what is not shown says for it, or that runs from right to left, is said by the part. -->
  <xsl:template name="part-attributes">
    <xsl:call-template name="attributes">
      <xsl:with-param name="class"><xsl:call-template name="kind"/></xsl:with-param>
    </xsl:call-template>
    <xsl:if test="not(@xml:lang)">
      <xsl:variable name="above" select="ancestor::*[@xml:lang][1]"/>
      <xsl:variable name="direction">
        <xsl:call-template name="direction"><xsl:with-param name="language" select="$above/@xml:lang"/></xsl:call-template>
      </xsl:variable>
      <xsl:if test="$direction = 'rtl' or $above[self::tei:text or self::tei:group or self::tei:front or self::tei:body or
                    self::tei:back or self::tei:TEI[parent::*]]">
        <xsl:call-template name="language"><xsl:with-param name="of" select="$above"/></xsl:call-template>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- What stands inside a document: an attachment, an enclosure, a part with a head of its own. -->
  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7 |
      frus:attachment | tei:floatingText/tei:body | tei:floatingText/tei:front | tei:floatingText/tei:back">
    <section>
      <xsl:call-template name="attributes">
        <xsl:with-param name="class">
          <xsl:choose>
            <xsl:when test="@type"><xsl:call-template name="kind"/></xsl:when>
            <xsl:otherwise><xsl:call-template name="class"/></xsl:otherwise>
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
      <xsl:variable name="name">
        <xsl:choose>
          <xsl:when test="ancestor::tei:head">div</xsl:when>
          <xsl:otherwise>header</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:element name="{$name}">
        <xsl:apply-templates select="tei:head[1]/preceding-sibling::node()"/>
        <xsl:apply-templates select="tei:head[1]"/>
        <xsl:apply-templates select="tei:head[1]//tei:note" mode="source"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- Heads. HTML's headings hold no blocks: one that has to is a heading to those who listen. -->

  <xsl:template match="tei:div/tei:head | tei:div1/tei:head | tei:div2/tei:head | tei:div3/tei:head | tei:div4/tei:head |
      tei:div5/tei:head | tei:div6/tei:head | tei:div7/tei:head | tei:group/tei:head | tei:front/tei:head |
      tei:back/tei:head | tei:body/tei:head | frus:attachment/tei:head">
    <xsl:variable name="level"><xsl:call-template name="level"/></xsl:variable>
    <xsl:variable name="blocks"><xsl:call-template name="has-block"/></xsl:variable>
    <xsl:variable name="first" select="not(preceding-sibling::tei:head)"/>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$blocks = '1'">div</xsl:when>
        <xsl:when test="$first">h<xsl:value-of select="$level"/></xsl:when>
        <xsl:otherwise>p</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:if test="$blocks = '1' and $first">
        <xsl:attribute name="role">heading</xsl:attribute>
        <xsl:attribute name="aria-level"><xsl:value-of select="$level"/></xsl:attribute>
      </xsl:if>
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
      <xsl:when test="../@xml:id and not(preceding-sibling::tei:head)">
        <xsl:call-template name="free"><xsl:with-param name="id" select="concat(../@xml:id, '-head')"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- How deep a heading at this place is: as many as there are heads around it, and the page's own. -->
  <xsl:template name="level">
    <xsl:variable name="depth" select="not($single) + count(ancestor-or-self::*[tei:head][self::frus:attachment or
        contains(concat($divisions, 'group front body back '), concat(' ', local-name(), ' '))])"/>
    <xsl:choose>
      <xsl:when test="$depth &gt; 6">6</xsl:when>
      <xsl:when test="$depth &lt; 1">1</xsl:when>
      <xsl:otherwise><xsl:value-of select="$depth"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number with which a head begins, so that it can be set apart. -->
  <xsl:template match="tei:div/tei:head/text()">
    <xsl:variable name="number" select="concat(../../@n, '.')"/>
    <xsl:choose>
      <xsl:when test="../../@n and starts-with(., concat($number, ' ')) and
                      not(preceding-sibling::* | preceding-sibling::text())">
        <span class="number"><xsl:value-of select="$number"/></span>
        <xsl:value-of select="substring-after(., $number)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Any other head: of a figure's text, of a letter's part, of what has no outline. -->
  <xsl:template match="tei:head | tei:postscript/tei:label">
    <xsl:call-template name="wrap"><xsl:with-param name="class" select="'label'"/></xsl:call-template>
  </xsl:template>

  <!-- A list of contents or an index that the page has anyway. -->
  <xsl:template match="tei:divGen[not(node())]"><div class="divGen" data-tei="divGen"/></xsl:template>

</xsl:stylesheet>
