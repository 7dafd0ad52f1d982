<?xml version="1.0" encoding="UTF-8"?>
<!-- Paragraphs and what stands where paragraphs stand: quotations, title pages, parts with a name but no outline. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- HTML's p holds no list or table, TEI's does; and a note within the line may hold paragraphs. -->
  <xsl:template match="tei:p | tei:ab">
    <xsl:variable name="blocks"><xsl:call-template name="has-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$blocks = '' and ancestor::tei:note[@rend = 'inline' or @place = 'inline']">
        <span>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'p'"/></xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:when>
      <xsl:when test="self::tei:ab"><xsl:call-template name="wrap"/></xsl:when>
      <xsl:when test="$blocks = '1'">
        <div>
          <xsl:call-template name="paragraph"><xsl:with-param name="class" select="'p'"/></xsl:call-template>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p><xsl:call-template name="paragraph"/></p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Its id, its words, and the address to cite it by; a paragraph of a note is cited by the note's number. -->
  <xsl:template name="paragraph">
    <xsl:param name="class"/>
    <xsl:variable name="number"><xsl:call-template name="count"/></xsl:variable>
    <xsl:variable name="id">
      <xsl:call-template name="paragraph-id"><xsl:with-param name="number" select="$number"/></xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="attributes">
      <xsl:with-param name="class" select="$class"/>
      <xsl:with-param name="id" select="$id"/>
    </xsl:call-template>
    <xsl:apply-templates/>
    <xsl:if test="$number != '' and not(ancestor::tei:note or ancestor::tei:app or ancestor::tei:table or ancestor::tei:figure or
                  ancestor::tei:ref or ancestor::tei:head or ancestor::tei:sourceDoc)">
      <a class="permalink" href="#{$id}" data-generated="permalink" aria-label="Paragraph {$number}"> ¶</a>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:byline | tei:trailer | tei:argument | tei:epigraph | tei:titlePage | tei:docTitle | tei:titlePart |
      tei:docImprint | tei:docEdition | tei:docDate | tei:imprimatur | tei:postscript | tei:floatingText | tei:label |
      tei:desc | tei:figDesc | tei:seg | tei:noteGrp">
    <xsl:call-template name="wrap"/>
  </xsl:template>

  <!-- A quotation that is set apart is one in HTML too; the marks of one in the line stand in the text. -->
  <xsl:template match="tei:quote | tei:q | tei:said | tei:cit">
    <xsl:call-template name="wrap">
      <xsl:with-param name="block-name">
        <xsl:choose>
          <xsl:when test="parent::tei:cit">div</xsl:when>
          <xsl:otherwise>blockquote</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="class">
        <xsl:choose>
          <xsl:when test="self::tei:cit">cit</xsl:when>
          <xsl:otherwise>quote</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
