<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a call in the text, the note in a list at its document's end, and a way back. No script is needed. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!-- In the text: the call. -->
  <xsl:template match="tei:note">
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="@type = 'source' and ancestor::tei:head">Source note</xsl:when>
        <xsl:otherwise>Note</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="before" select="preceding-sibling::node()[1]"/>
    <sup class="call" data-generated="call">
      <xsl:if test="$before[self::tei:note]"><xsl:attribute name="class">call next</xsl:attribute></xsl:if>
      <a id="{$id}-call" href="#{$id}" role="doc-noteref" aria-label="{$kind} {$number}">
        <xsl:value-of select="$number"/>
      </a>
    </sup>
  </xsl:template>

  <!-- A note that is printed in the line stays there; one on the source that hangs on no word is a part of its own. -->
  <xsl:template match="tei:note[@rend = 'inline' or @place = 'inline']">
    <span>
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'note'"/></xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:head//tei:note[@type = 'source'][@rend = 'inline' or @place = 'inline']" priority="2"/>

  <xsl:template match="tei:div/tei:note[@type = 'source'] | tei:body/tei:note[@type = 'source'] |
      frus:attachment/tei:note[@type = 'source']">
    <xsl:call-template name="source"/>
  </xsl:template>

  <!-- Mode source: the part that says where the document lies, under the head on which it hangs. -->
  <xsl:template match="tei:note" mode="source"/>

  <xsl:template match="tei:note[@type = 'source']" mode="source">
    <xsl:call-template name="source"/>
  </xsl:template>

  <xsl:template name="source">
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="called" select="ancestor::tei:head and not(@rend = 'inline' or @place = 'inline')"/>
    <div role="note" aria-label="Source">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class" select="'source'"/>
        <xsl:with-param name="id" select="$id"/>
      </xsl:call-template>
      <xsl:if test="not(contains(substring(normalize-space(.), 1, 8), 'Source'))">
        <span class="lead" data-generated="label">Source. </span>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$called"><xsl:call-template name="back"><xsl:with-param name="id" select="$id"/></xsl:call-template></xsl:if>
    </div>
  </xsl:template>

  <!-- The word "Source:" with which such a note begins, so that it can be set apart. -->
  <xsl:template match="tei:note[@type = 'source']/text()[not(preceding-sibling::node()[1])] |
      tei:note[@type = 'source']/tei:p[1]/text()[not(preceding-sibling::node()[1])]">
    <xsl:choose>
      <xsl:when test="starts-with(., 'Source: ')">
        <span class="lead">Source:</span>
        <xsl:value-of select="substring-after(., 'Source:')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The list of those notes that have not been shown at their place. -->
  <xsl:template name="notes">
    <xsl:param name="notes"/>
    <xsl:variable name="listed" select="$notes[not(@rend = 'inline' or @place = 'inline')]
        [not(@type = 'source') or not(ancestor::tei:head or parent::tei:div or parent::tei:body or parent::frus:attachment)
         or ancestor::tei:head[preceding-sibling::tei:head or not(parent::tei:div or parent::tei:body or parent::frus:attachment)]]"/>
    <xsl:if test="$listed">
      <xsl:variable name="label">notes-<xsl:choose>
        <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="count(ancestor::*) + count(preceding::tei:div) + 1"/></xsl:otherwise>
      </xsl:choose></xsl:variable>
      <xsl:variable name="level"><xsl:call-template name="level"/></xsl:variable>
      <section class="notes" role="doc-endnotes" aria-labelledby="{$label}">
        <!-- Where a page has several such lists, each is named after what it belongs to. -->
        <xsl:if test="not($single)">
          <xsl:attribute name="aria-labelledby">
            <xsl:value-of select="$label"/>
            <xsl:for-each select="tei:head[1]">
              <xsl:text> </xsl:text>
              <xsl:call-template name="head-id"/>
            </xsl:for-each>
          </xsl:attribute>
        </xsl:if>
        <xsl:element name="h{$level + ($level &lt; 6)}">
          <xsl:attribute name="id"><xsl:value-of select="$label"/></xsl:attribute>
          <xsl:attribute name="data-generated">label</xsl:attribute>
          <xsl:text>Notes</xsl:text>
        </xsl:element>
        <ol role="list">
          <xsl:for-each select="$listed">
            <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
            <li>
              <xsl:call-template name="attributes"><xsl:with-param name="id" select="$id"/></xsl:call-template>
              <span class="n" data-generated="number"><xsl:call-template name="note-number"/></span>
              <div class="body">
                <xsl:apply-templates/>
                <xsl:call-template name="back"><xsl:with-param name="id" select="$id"/></xsl:call-template>
              </div>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The sign would be drawn as a picture by some systems, were it not followed by the selector of its text form. -->
  <xsl:template name="back">
    <xsl:param name="id"/>
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <a class="back" href="#{$id}-call" role="doc-backlink" aria-label="Back to note {$number} in the text"
        data-generated="back"><xsl:text>↩&#xFE0E;</xsl:text></a>
  </xsl:template>

  <!-- The number as printed; a note without one counts itself. -->
  <xsl:template name="note-number">
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
      <xsl:otherwise><xsl:number level="any" from="/"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>note-<xsl:number level="any" from="/"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
