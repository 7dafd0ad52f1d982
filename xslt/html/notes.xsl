<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a call in the text, the note in a list at its document's end, and a way back. No script is needed. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <!--
    What is shown elsewhere than where it stands in the file: notes, unless they are printed in the line or describe what
    they stand in, and all readings but the first (apparatus.xsl).
  -->
  <xsl:key name="moved" use="generate-id()" match="
      tei:text//tei:note[not(@rend = 'inline' or @place = 'inline')]
        [not(parent::tei:person or parent::tei:personGrp or parent::tei:place or parent::tei:org or parent::tei:event or
             parent::tei:object or parent::tei:nym or parent::tei:msItem or parent::tei:msItemStruct or
             parent::tei:msDesc or parent::tei:msIdentifier or parent::tei:correspDesc or parent::tei:correspContext or
             parent::tei:correspAction or parent::tei:biblStruct or parent::tei:monogr or parent::tei:biblFull or
             parent::tei:analytic or parent::tei:entry or parent::tei:entryFree or parent::tei:sense)]
        [not(ancestor::tei:teiHeader)] |
      tei:sourceDoc//tei:note[not(@rend = 'inline' or @place = 'inline')] |
      tei:text//tei:app[tei:lem or tei:rdg][not(parent::tei:listApp)]/*[self::tei:lem or self::tei:rdg or self::tei:rdgGrp or
          self::tei:wit or self::tei:witDetail]
        [not(self::tei:lem[not(preceding-sibling::tei:lem)])]
        [not(self::tei:rdg[not(../tei:lem)][not(preceding-sibling::tei:rdg)])]"/>

  <!-- In the text: the call, or the note itself. -->
  <xsl:template match="tei:note" name="note">
    <xsl:choose>
      <xsl:when test="key('moved', generate-id())"><xsl:call-template name="call"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="call">
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="@type = 'source' and ancestor::tei:head">Source note</xsl:when>
        <xsl:otherwise>Note</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <sup class="call" data-generated="call">
      <xsl:if test="preceding-sibling::node()[1][self::tei:note]"><xsl:attribute name="class">call next</xsl:attribute></xsl:if>
      <a id="{$id}-call" href="#{$id}" role="doc-noteref" aria-label="{$kind} {$number}">
        <xsl:value-of select="$number"/>
      </a>
    </sup>
  </xsl:template>

  <!-- A note on the source that hangs on no word is a part of its own. -->

  <xsl:template match="tei:head//tei:note[@type = 'source' and (@rend = 'inline' or @place = 'inline')]" priority="2">
    <xsl:if test="not(ancestor::tei:head[1][contains(concat($divisions, 'body front back group attachment '),
                  concat(' ', local-name(..), ' '))][not(preceding-sibling::tei:head)])">
      <xsl:call-template name="wrap"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:div/tei:note[@type = 'source'] | tei:div1/tei:note[@type = 'source'] |
      tei:body/tei:note[@type = 'source'] | frus:attachment/tei:note[@type = 'source']">
    <xsl:call-template name="source"/>
  </xsl:template>

  <!-- Mode source: the part that says where the document lies, under the head on which it hangs. -->
  <xsl:template match="tei:note" mode="source"/>

  <xsl:template match="tei:note[@type = 'source']" mode="source">
    <xsl:call-template name="source"/>
  </xsl:template>

  <xsl:template name="source">
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="called" select="ancestor::tei:head and key('moved', generate-id())"/>
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
  <xsl:template match="tei:note/text() | tei:note/tei:p/text()">
    <xsl:choose>
      <xsl:when test="starts-with(., 'Source: ') and not(preceding-sibling::* | preceding-sibling::text()) and
                      (parent::tei:note or not(../preceding-sibling::tei:p)) and
                      ancestor::tei:note[1]/@type = 'source'">
        <span class="lead">Source:</span>
        <xsl:value-of select="substring-after(., 'Source:')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The lists of those notes that have not been shown at their place, and of readings. -->
  <xsl:template name="notes">
    <xsl:param name="notes"/>
    <xsl:param name="apparatus"/>
    <xsl:variable name="listed" select="$notes[key('moved', generate-id())]
        [not(@type = 'source') or
         not(ancestor::tei:head or parent::tei:div or parent::tei:div1 or parent::tei:body or parent::frus:attachment) or
         ancestor::tei:head[1][preceding-sibling::tei:head or
                               not(contains(concat($divisions, 'body front back group attachment '),
                                            concat(' ', local-name(..), ' ')))]]"/>
    <xsl:if test="$listed">
      <xsl:call-template name="note-list">
        <xsl:with-param name="kind" select="'notes'"/>
        <xsl:with-param name="title" select="'Notes'"/>
        <xsl:with-param name="listed" select="$listed"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:variable name="read" select="$apparatus[*[not(self::tei:note)][key('moved', generate-id())]]"/>
    <xsl:if test="$read">
      <xsl:call-template name="note-list">
        <xsl:with-param name="kind" select="'apparatus'"/>
        <xsl:with-param name="title" select="'Readings'"/>
        <xsl:with-param name="listed" select="$read"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="note-list">
    <xsl:param name="kind"/>
    <xsl:param name="title"/>
    <xsl:param name="listed"/>
    <xsl:variable name="own">
      <xsl:value-of select="concat($kind, '-', @xml:id)"/>
      <xsl:if test="not(@xml:id)"><xsl:call-template name="count"/></xsl:if>
    </xsl:variable>
    <xsl:variable name="label">
      <xsl:call-template name="free"><xsl:with-param name="id" select="$own"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="level"><xsl:call-template name="level"/></xsl:variable>
    <section class="notes" role="doc-endnotes" aria-labelledby="{$label}">
      <xsl:if test="$kind != 'notes'"><xsl:attribute name="class"><xsl:value-of select="concat('notes ', $kind)"/></xsl:attribute></xsl:if>
      <!-- Where a page has several such lists, each is named after what it belongs to. -->
      <xsl:if test="not($single)">
        <xsl:attribute name="aria-labelledby">
          <xsl:variable name="labels">
            <xsl:value-of select="concat($label, ' ')"/>
            <xsl:for-each select="tei:head[1]"><xsl:call-template name="head-id"/></xsl:for-each>
          </xsl:variable>
          <xsl:value-of select="normalize-space($labels)"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:element name="h{$level + ($level &lt; 6)}">
        <xsl:attribute name="id"><xsl:value-of select="$label"/></xsl:attribute>
        <xsl:attribute name="data-generated">label</xsl:attribute>
        <xsl:call-template name="in-english"/>
        <xsl:value-of select="$title"/>
      </xsl:element>
      <ol role="list"><xsl:apply-templates select="$listed" mode="listed"/></ol>
    </section>
  </xsl:template>

  <xsl:template match="tei:note" mode="listed">
    <xsl:variable name="id"><xsl:call-template name="note-id"/></xsl:variable>
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <li>
      <xsl:call-template name="attributes"><xsl:with-param name="id" select="$id"/></xsl:call-template>
      <a class="n" href="#{$id}" data-generated="number" aria-label="Note {$number}, link"><xsl:value-of select="$number"/></a>
      <div class="body">
        <xsl:apply-templates/>
        <xsl:call-template name="back"><xsl:with-param name="id" select="$id"/></xsl:call-template>
      </div>
    </li>
  </xsl:template>

  <!-- The sign would be drawn as a picture by some systems, were it not followed by the selector of its text form. -->
  <xsl:template name="back">
    <xsl:param name="id"/>
    <xsl:variable name="number"><xsl:call-template name="note-number"/></xsl:variable>
    <a class="back" href="#{$id}-call" role="doc-backlink" aria-label="Back to note {$number} in the text"
        data-generated="back"><xsl:text>↩&#xFE0E;</xsl:text></a>
  </xsl:template>

</xsl:stylesheet>
