<?xml version="1.0" encoding="UTF-8"?>
<!--
  What is said about a text or a person in a description: in the header, which is shown folded where it is asked for,
  and in descriptions of manuscripts, persons and places that stand in the text. Each part says what it is.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- The label of each part that has one: "element=Label". -->
  <xsl:variable name="labels">
|titleStmt=Title|editionStmt=Edition|publicationStmt=Publication|seriesStmt=Series|notesStmt=Notes|sourceDesc=Source
|encodingDesc=Encoding|projectDesc=Project|samplingDecl=Selection|correction=Correction|normalization=Normalisation
|quotation=Quotation marks|hyphenation=Hyphenation|punctuation=Punctuation|interpretation=Interpretation
|segmentation=Segmentation|stdVals=Standard values|editorialDecl=Editorial principles|classDecl=Classification
|refsDecl=References|tagsDecl=Tags|appInfo=Software|profileDesc=Profile|creation=Creation|langUsage=Languages
|textClass=Kind of text|abstract=Abstract|particDesc=Participants|settingDesc=Setting|correspDesc=Correspondence
|handNotes=Hands|revisionDesc=Revisions|availability=Availability|respStmt=Responsibility|funder=Funder|sponsor=Sponsor
|principal=Principal|extent=Extent|handNote=Hand|scriptNote=Script
|msContents=Contents|physDesc=Physical description|supportDesc=Support|layoutDesc=Layout|layout=Layout|handDesc=Hands
|scriptDesc=Script|typeDesc=Type|decoDesc=Decoration|musicNotation=Music|additions=Additions|bindingDesc=Binding
|sealDesc=Seals|accMat=Accompanying material|history=History|origin=Origin|provenance=Provenance
|acquisition=Acquisition|additional=Further information|adminInfo=Administration|custodialHist=Custody
|surrogates=Copies|msPart=Part|msFrag=Fragment|incipit=Incipit|explicit=Explicit|rubric=Rubric|finalRubric=Closing rubric
|colophon=Colophon|filiation=Filiation|collation=Collation|foliation=Foliation|condition=Condition|secFol=Second folio
|support=Support|dimensions=Dimensions|textLang=Language|summary=Summary|altIdentifier=Also
|birth=Born|death=Died|floruit=Flourished|age=Age|sex=Sex|gender=Gender|occupation=Occupation|education=Education
|faith=Faith|nationality=Nationality|residence=Residence|affiliation=Affiliation|langKnowledge=Languages
|socecStatus=Status|location=Location|population=Population|climate=Climate|terrain=Terrain|
  </xsl:variable>

  <!-- The label of the element at hand, where it is a part of a description. -->
  <xsl:template name="label">
    <xsl:if test="contains($containers, concat(' ', local-name(..), ' ')) or parent::tei:origin or parent::tei:msIdentifier">
      <xsl:variable name="key" select="concat('|', local-name(), '=')"/>
      <xsl:if test="contains($labels, $key)">
        <span class="label" data-generated="label">
          <xsl:value-of select="concat(normalize-space(substring-before(substring-after($labels, $key), '|')), ': ')"/>
        </span>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The header, when the parameter `about` asks for it: all of it is about the text, and none of it is the text. -->
  <xsl:template name="about">
    <xsl:if test="$about != '' and //tei:teiHeader">
      <details class="header" data-generated="header">
        <summary>About the source and its encoding</summary>
        <xsl:apply-templates select="//tei:teiHeader[1]/*"/>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- What a program reads, and what other files say. -->
  <xsl:template match="tei:teiHeader//tei:styleDefDecl | tei:teiHeader//tei:tagsDecl | tei:teiHeader//tei:xenoData |
      tei:teiHeader//tei:listPrefixDef | tei:teiHeader//tei:charDecl | tei:teiHeader//tei:refsDecl" priority="1"/>

  <xsl:template match="tei:change">
    <xsl:variable name="block"><xsl:call-template name="is-block"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$block = '1'">div</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'change'"/></xsl:call-template>
      <xsl:if test="@when"><span class="label" data-generated="label"><xsl:value-of select="concat(@when, ': ')"/></span></xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- What stands for a number in the catalogues of others. -->
  <xsl:template match="tei:idno[not(*) and (starts-with(normalize-space(.), 'http://') or
      starts-with(normalize-space(.), 'https://'))]">
    <xsl:call-template name="link">
      <xsl:with-param name="href" select="normalize-space(.)"/>
      <xsl:with-param name="class" select="'idno'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:availability/tei:licence[@target]">
    <xsl:variable name="address"><xsl:call-template name="destination"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$address != ''">
        <div>
          <xsl:call-template name="link">
            <xsl:with-param name="href" select="$address"/>
            <xsl:with-param name="class" select="'licence'"/>
          </xsl:call-template>
        </div>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="wrap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
