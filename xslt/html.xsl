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
  <xsl:include href="html/lists.xsl"/>
  <xsl:include href="html/tables.xsl"/>
  <xsl:include href="html/inline.xsl"/>
  <xsl:include href="html/names.xsl"/>
  <xsl:include href="html/pages.xsl"/>
  <xsl:include href="html/notes.xsl"/>
  <xsl:include href="html/entries.xsl"/>
  <xsl:include href="html/common.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <!-- Elements that hold only elements, so that white space in them is layout of the file and not text. -->
  <xsl:strip-space elements="tei:TEI tei:text tei:front tei:body tei:back tei:group tei:div tei:list tei:table tei:row
      tei:opener tei:closer tei:postscript tei:lg tei:figure tei:standOff tei:listPerson tei:listPlace tei:listOrg
      tei:person tei:place tei:org tei:choice tei:titlePage tei:floatingText frus:attachment"/>

  <!-- Lines of "target, tab, address": where a pointer out of this file leads, for those that lead somewhere. -->
  <xsl:param name="links"/>
  <!-- Lines of "target, tab, words": what is said of a pointer out of this file that leads nowhere. -->
  <xsl:param name="absent"/>
  <!-- Address of the folder that has a page for every person, place and term, by id; none when empty. -->
  <xsl:param name="entries"/>

  <!-- Every element that has a place on the page, by the pointer that leads to it. -->
  <xsl:key name="place" match="tei:text//*[@xml:id]" use="concat('#', @xml:id)"/>
  <!-- The persons, places and terms that the file itself describes. -->
  <xsl:key name="entry" match="tei:standOff//*[@xml:id]" use="concat('#', @xml:id)"/>
  <!-- Every mention of one of these, in the order of the text. -->
  <xsl:key name="mention" use="@corresp | @ref | @target"
      match="tei:text//tei:persName | tei:text//tei:placeName | tei:text//tei:orgName | tei:text//tei:name |
             tei:text//tei:rs | tei:text//tei:gloss | tei:text//tei:term | tei:text//tei:ref"/>

  <!-- A page with one document has its head as title; any other gets the file's title, and all heads go one down. -->
  <xsl:variable name="parts" select="/descendant::tei:text/*/*[not(self::tei:pb)]"/>
  <xsl:variable name="single" select="count($parts) = 1 and $parts[self::tei:div]/tei:head"/>

  <xsl:template match="/">
    <xsl:if test="not($single)">
      <h1 class="title" data-generated="title">
        <xsl:value-of select="normalize-space(/descendant::tei:titleStmt/tei:title)"/>
      </h1>
    </xsl:if>
    <xsl:apply-templates select="/descendant::tei:text[not(ancestor::tei:text)]" mode="outline"/>
    <xsl:call-template name="entries"/>
  </xsl:template>

</xsl:stylesheet>
