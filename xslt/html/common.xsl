<?xml version="1.0" encoding="UTF-8"?>
<!--
  What every other part uses: which elements are blocks, the attributes that all elements share, strangers.

  An element is a block when its name says so, when it stands between blocks, or when it holds one; all else is a phrase.
  Decided from below like this, no block ever stands in what HTML lets hold phrases only.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <xsl:variable name="divisions" select="' div div1 div2 div3 div4 div5 div6 div7 '"/>

  <!-- What holds blocks and no words of its own. -->
  <xsl:variable name="containers" select="concat($divisions, '
      text front body back group floatingText titlePage docTitle postscript argument epigraph figure lg sp spGrp
      prologue epilogue performance castList castGroup set address noteGrp
      listBibl listPerson listPlace listOrg listEvent listObject listNym listWit listApp listRelation listRef listChange
      listForest listAnnotation listTranspose listPrefixDef
      person personGrp persona place org event object nym
      msDesc msPart msFrag msContents msItem msItemStruct physDesc objectDesc supportDesc layoutDesc handDesc scriptDesc
      typeDesc decoDesc musicNotation additions bindingDesc binding sealDesc accMat history additional adminInfo
      recordHist custodialHist surrogates correspDesc correspContext
      sourceDoc facsimile surface surfaceGrp zone
      teiHeader fileDesc titleStmt editionStmt publicationStmt seriesStmt notesStmt sourceDesc recordingStmt recording
      scriptStmt biblFull encodingDesc projectDesc samplingDecl editorialDecl correction hyphenation interpretation
      normalization punctuation quotation segmentation stdVals tagsDecl namespace refsDecl classDecl taxonomy geoDecl
      unitDecl appInfo charDecl transcriptionDesc profileDesc abstract langUsage textClass textDesc particDesc
      settingDesc setting calendarDesc handNotes revisionDesc availability
      schemaSpec specGrp moduleSpec elementSpec classSpec macroSpec dataSpec attList attDef valList valItem
      constraintSpec exemplum remarks standOff attachment ')"/>
  <xsl:variable name="blocks" select="concat(translate($containers, '&#10;', ' '), ' head trailer byline dateline opener
      closer salute signed titlePart docImprint docEdition imprimatur p ab l castItem list table listRef
      egXML eg correspAction entry entryFree superEntry re hom sense dictScrap line divGen annotationBlock u ')"/>

  <!-- "1" when the element at hand holds a block that is shown within it. -->
  <xsl:template name="has-block">
    <xsl:if test="*">
      <xsl:variable name="found" select="descendant::tei:*[contains($blocks, concat(' ', local-name(), ' ')) or
          contains(@rend, 'block')] | descendant::frus:attachment"/>
      <xsl:if test="$found">
        <xsl:variable name="depth" select="count(ancestor-or-self::*[key('moved', generate-id())])"/>
        <xsl:if test="$found[count(ancestor-or-self::*[key('moved', generate-id())]) = $depth]
            [not(self::tei:p and ancestor::tei:note[@rend = 'inline' or @place = 'inline'])]">1</xsl:if>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- "1" when the element at hand is a block itself. -->
  <xsl:template name="is-block">
    <xsl:choose>
      <xsl:when test="self::frus:attachment or contains(@rend, 'block')">1</xsl:when>
      <xsl:when test="self::tei:* and contains($blocks, concat(' ', local-name(), ' '))">1</xsl:when>
      <xsl:when test="(parent::tei:* or parent::frus:attachment) and
          contains($containers, concat(' ', local-name(..), ' ')) and not(../text()[normalize-space()])">1</xsl:when>
      <xsl:otherwise><xsl:call-template name="has-block"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="div-or-span">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$block = '1'">div</xsl:when>
      <xsl:otherwise>span</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The element at hand as a div, or as a phrase of the given name. -->
  <xsl:template name="wrap">
    <xsl:param name="name" select="'span'"/>
    <xsl:param name="block-name" select="'div'"/>
    <xsl:param name="class"><xsl:call-template name="class"/></xsl:param>
    <xsl:param name="before"/>
    <xsl:param name="spoken"/>
    <xsl:param name="after"/>
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="as">
      <xsl:choose>
        <xsl:when test="$block = '1'"><xsl:value-of select="$block-name"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$as}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="$class"/></xsl:call-template>
      <xsl:if test="$before != ''">
        <span data-generated="sign">
          <xsl:value-of select="$before"/>
          <xsl:if test="$spoken != ''"><span class="spoken"><xsl:value-of select="$spoken"/></span></xsl:if>
        </span>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="$after != ''"><span data-generated="sign"><xsl:value-of select="$after"/></span></xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Class, id, language and looks of the element at hand; every word of @rend and @rendition becomes a class. -->
  <xsl:template name="attributes">
    <xsl:param name="class"/>
    <xsl:param name="id" select="@xml:id"/>
    <xsl:choose>
      <xsl:when test="@rend or @rendition">
        <xsl:variable name="words">
          <xsl:if test="not(contains(@rend, ':'))"><xsl:value-of select="@rend"/></xsl:if>
          <xsl:value-of select="concat(' ', translate(@rendition, '#', ''))"/>
        </xsl:variable>
        <xsl:variable name="rend" select="normalize-space(translate($words, '()', '-'))"/>
        <xsl:if test="$class != '' or $rend != ''">
          <xsl:attribute name="class">
            <xsl:value-of select="$class"/>
            <xsl:if test="$class != '' and $rend != ''"><xsl:text> </xsl:text></xsl:if>
            <xsl:call-template name="rend"><xsl:with-param name="words" select="$rend"/></xsl:call-template>
          </xsl:attribute>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$class != ''">
        <xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute>
      </xsl:when>
    </xsl:choose>
    <!-- Of two elements with one id, which no valid file has, the first keeps it. -->
    <xsl:if test="$id != '' and (not(@xml:id) or $id != @xml:id or
                  generate-id(key('place', concat('#', @xml:id))[1]) = generate-id() or
                  not(key('place', concat('#', @xml:id))))">
      <xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@xml:lang">
      <xsl:call-template name="language"><xsl:with-param name="of" select="."/></xsl:call-template>
    </xsl:if>
    <xsl:if test="$styled or @style or @rendition or contains(@rend, ':')"><xsl:call-template name="style"/></xsl:if>
  </xsl:template>

  <!-- The name of the element at hand, or what it is said to be, as a class; those of the page itself are not to be had. -->
  <xsl:template name="class">
    <xsl:param name="word" select="local-name()"/>
    <xsl:if test="contains(' source text body back entry entries notes where said call lead title teiHeader ', concat(' ', $word, ' '))">tei-</xsl:if>
    <xsl:value-of select="$word"/>
  </xsl:template>

  <xsl:template name="kind">
    <xsl:call-template name="class"><xsl:with-param name="word" select="normalize-space(concat(@type, ' ', @subtype))"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="rend">
    <xsl:param name="words"/>
    <xsl:if test="$words">
      <xsl:value-of select="concat('rend-', substring-before(concat($words, ' '), ' '))"/>
      <xsl:if test="contains($words, ' ')">
        <xsl:text> </xsl:text>
        <xsl:call-template name="rend"><xsl:with-param name="words" select="substring-after($words, ' ')"/></xsl:call-template>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- Language, and direction where it is or has been from right to left. -->
  <xsl:template name="language">
    <xsl:param name="of"/>
    <xsl:variable name="direction">
      <xsl:call-template name="direction"><xsl:with-param name="language" select="$of/@xml:lang"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="around">
      <xsl:call-template name="direction">
        <xsl:with-param name="language" select="$of/ancestor::*[@xml:lang][1]/@xml:lang"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:attribute name="lang"><xsl:value-of select="$of/@xml:lang"/></xsl:attribute>
    <xsl:if test="$direction = 'rtl' or $around = 'rtl'">
      <xsl:attribute name="dir"><xsl:value-of select="$direction"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Words of the page itself are English, whatever the text is. -->
  <xsl:template name="in-english">
    <xsl:if test="/*/@xml:lang and not(starts-with(/*/@xml:lang, 'en'))">
      <xsl:attribute name="lang">en</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- BCP 47: a script that is named decides, else the language. -->
  <xsl:template name="direction">
    <xsl:param name="language"/>
    <xsl:variable name="tag" select="concat('-', translate($language, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_',
        'abcdefghijklmnopqrstuvwxyz-'), '-')"/>
    <xsl:choose>
      <xsl:when test="contains($tag, '-arab-') or contains($tag, '-hebr-') or contains($tag, '-syrc-') or
                      contains($tag, '-thaa-') or contains($tag, '-nkoo-') or contains($tag, '-adlm-')">rtl</xsl:when>
      <xsl:when test="contains($tag, '-latn-') or contains($tag, '-cyrl-') or contains($tag, '-deva-')">ltr</xsl:when>
      <xsl:when test="$tag != '--' and contains(' ar he fa ur yi syr dv ps sd ug ckb arc nqo ',
                      concat(' ', substring-before(substring($tag, 2), '-'), ' '))">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What stands behind a key in lines of "key, tab, value"; nothing when the key is not there. -->
  <xsl:template name="look-up">
    <xsl:param name="key"/>
    <xsl:param name="lines"/>
    <xsl:if test="$lines">
      <xsl:variable name="line" select="concat('&#10;', $key, '&#9;')"/>
      <xsl:value-of select="substring-before(substring-after(concat('&#10;', $lines, '&#10;'), $line), '&#10;')"/>
    </xsl:if>
  </xsl:template>

  <!-- An element that no other template knows keeps its place, its name and its text. -->
  <xsl:template match="*">
    <xsl:variable name="name"><xsl:call-template name="div-or-span"/></xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes">
        <xsl:with-param name="class"><xsl:call-template name="class"/></xsl:with-param>
      </xsl:call-template>
      <xsl:attribute name="data-tei"><xsl:value-of select="name()"/></xsl:attribute>
      <xsl:if test="parent::tei:*"><xsl:call-template name="label"/></xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="not(node())"><xsl:call-template name="of-attributes"/></xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- What an empty element says in its attributes: a date, a measure, a place in a manuscript. -->
  <xsl:template name="of-attributes">
    <xsl:variable name="said">
      <xsl:choose>
        <xsl:when test="@when"><xsl:value-of select="@when"/></xsl:when>
        <xsl:when test="@notBefore or @notAfter"><xsl:value-of select="concat(@notBefore, '–', @notAfter)"/></xsl:when>
        <xsl:when test="(@from or @to) and not(starts-with(@from, '#'))">
          <xsl:value-of select="concat(@from, '–', @to)"/>
        </xsl:when>
        <xsl:when test="@quantity"><xsl:value-of select="normalize-space(concat(@quantity, ' ', @unit))"/></xsl:when>
        <xsl:when test="@extent"><xsl:value-of select="@extent"/></xsl:when>
        <xsl:when test="@value"><xsl:value-of select="@value"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$said != ''"><span data-generated="value"><xsl:value-of select="$said"/></span></xsl:if>
  </xsl:template>

  <!--
    Whatever stands between the items of a list or the cells of a table (a page break, most often) has no place
    there in HTML: the next item or cell takes it along, and what follows the last one comes after the whole.
  -->
  <xsl:template name="strays">
    <xsl:apply-templates mode="strays" select="preceding-sibling::node()[1][
        not(self::tei:item[parent::tei:list] or self::tei:label[parent::tei:list] or self::tei:row[parent::tei:table] or
            self::tei:cell[parent::tei:row] or
            (self::tei:head and (parent::tei:list or parent::tei:table) or
             (self::tei:headLabel or self::tei:headItem) and parent::tei:list) and
            not(preceding-sibling::tei:item or preceding-sibling::tei:label or preceding-sibling::tei:row))]"/>
  </xsl:template>

  <xsl:template match="node()" mode="strays">
    <xsl:call-template name="strays"/>
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- Where the person who looks while they write finds a fault. -->
  <xsl:template match="processing-instruction('tei-diagnostic')">
    <xsl:variable name="number" select="normalize-space(.)"/>
    <xsl:if test="$number != '' and translate($number, '0123456789', '') = ''">
      <a class="diagnostic" id="at-diagnostic-{$number}" href="#diagnostic-{$number}" data-generated="diagnostic"
          aria-label="Diagnostic {$number}"><xsl:value-of select="$number"/></a>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
