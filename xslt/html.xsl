<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI to an HTML fragment: one article for each document, its notes, and the persons and terms named on the page.

  What a character says in the source it says in the result; whatever is added carries @data-generated.
  The shape is plain: a page around the fragment, and its looks, are somebody else's work.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <xsl:include href="html/structure.xsl"/>
  <xsl:include href="html/blocks.xsl"/>
  <xsl:include href="html/letters.xsl"/>
  <xsl:include href="html/verse.xsl"/>
  <xsl:include href="html/drama.xsl"/>
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/tables.xsl"/>
  <xsl:include href="html/figures.xsl"/>
  <xsl:include href="html/bibliography.xsl"/>
  <xsl:include href="html/dictionary.xsl"/>
  <xsl:include href="html/transcription.xsl"/>
  <xsl:include href="html/code.xsl"/>
  <xsl:include href="html/inline.xsl"/>
  <xsl:include href="html/names.xsl"/>
  <xsl:include href="html/addresses.xsl"/>
  <xsl:include href="html/pages.xsl"/>
  <xsl:include href="html/apparatus.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/entries.xsl"/>
  <xsl:include href="html/header.xsl"/>
  <xsl:include href="html/style.xsl"/>
  <xsl:include href="html/numbers.xsl"/>
  <xsl:include href="html/common.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <!-- Elements that hold only elements, so that white space in them is layout of the file and not text. -->
  <xsl:strip-space elements="tei:TEI tei:text tei:front tei:body tei:back tei:group tei:div tei:div1 tei:div2 tei:div3
      tei:div4 tei:div5 tei:div6 tei:div7 tei:list tei:table tei:row tei:opener tei:closer tei:postscript tei:lg tei:sp
      tei:figure tei:standOff tei:listPerson tei:listPlace tei:listOrg tei:listBibl tei:listWit tei:castList tei:person
      tei:place tei:org tei:choice tei:app tei:rdgGrp tei:subst tei:titlePage tei:floatingText tei:biblStruct
      tei:analytic tei:monogr tei:imprint tei:msIdentifier frus:attachment"/>

  <!-- Lines of "target, tab, address": where a pointer out of this file leads, for those that lead somewhere. -->
  <xsl:param name="links"/>
  <!-- Lines of "target, tab, words": what is said of a pointer out of this file that leads nowhere. -->
  <xsl:param name="absent"/>
  <!-- Address of the folder that has a page for every person, place and term, by id; none when empty. -->
  <xsl:param name="entries"/>
  <!-- How the address of a page's picture is made of @facs and @n: "https://example.org/{facs}.jpg"; none when empty. -->
  <xsl:param name="facsimile"/>
  <!-- Anything: what the header says of source and encoding is shown, folded, behind the text. -->
  <xsl:param name="about"/>
  <!-- Anything: addresses relative to the file are linked, though nobody has said that something is there. -->
  <xsl:param name="relative"/>

  <!-- Every element that has a place on the page, by the pointer that leads to it. -->
  <xsl:key name="place" match="tei:text//*[@xml:id] | tei:sourceDoc//*[@xml:id]" use="concat('#', @xml:id)"/>
  <!-- The persons, places and terms that the file itself describes. -->
  <xsl:key name="entry" match="tei:standOff//*[@xml:id]" use="concat('#', @xml:id)"/>
  <!-- Every mention of one of these, in the order of the text. -->
  <xsl:key name="mention" use="@corresp | @ref | @target"
      match="tei:text//tei:persName | tei:text//tei:placeName | tei:text//tei:orgName | tei:text//tei:name |
             tei:text//tei:rs | tei:text//tei:gloss | tei:text//tei:term | tei:text//tei:ref"/>

  <!-- A page with one document has its head as title; any other gets the file's title, and all heads go one down. -->
  <xsl:variable name="texts" select="/descendant::tei:text[not(ancestor::tei:text)] |
      /descendant::tei:sourceDoc[not(ancestor::tei:text)]"/>
  <xsl:variable name="parts" select="$texts/*[not(self::tei:pb or self::tei:surface)]/*[not(self::tei:pb)] |
      $texts/self::tei:sourceDoc"/>
  <xsl:variable name="single" select="count($parts) = 1 and $parts[self::tei:div or self::tei:div1]/tei:head"/>

  <xsl:template match="/">
    <xsl:if test="not($single)">
      <!-- A title page says it itself, to those who see. -->
      <h1 class="title" data-generated="title">
        <xsl:if test="//tei:text//tei:titlePage"><xsl:attribute name="class">title spoken</xsl:attribute></xsl:if>
        <xsl:value-of select="normalize-space(/descendant::tei:titleStmt/tei:title)"/>
      </h1>
    </xsl:if>
    <xsl:apply-templates select="$texts" mode="outline"/>
    <!-- A file without a text is a list, a set of pictures, or a part of something: it is shown as it is. -->
    <xsl:if test="not($texts)">
      <div class="text">
        <xsl:apply-templates select="/tei:TEI/*[not(self::tei:teiHeader)] |
            /*[not(self::tei:TEI or self::tei:teiCorpus or self::tei:teiHeader)]"/>
      </div>
    </xsl:if>
    <xsl:call-template name="entries"/>
    <xsl:call-template name="about"/>
  </xsl:template>

</xsl:stylesheet>
