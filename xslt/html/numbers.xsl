<?xml version="1.0" encoding="UTF-8"?>
<!--
  Numbers and ids of what has none in the file, counted once for all: to count at each place what comes before it
  takes the square of their number.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <!-- The paragraphs of whatever has an id, or is a note, and is the nearest such thing around them. -->
  <xsl:key name="paragraph" match="tei:text//tei:p | tei:sourceDoc//tei:p"
      use="generate-id(ancestor::*[@xml:id or self::tei:note][1])"/>

  <xsl:variable name="counted">
    <xsl:for-each select="/ | //*[@xml:id or self::tei:note]">
      <xsl:variable name="here" select="generate-id(self::*)"/>
      <xsl:for-each select="key('paragraph', $here)">
        <c at="{generate-id()}" n="{position()}"/>
      </xsl:for-each>
    </xsl:for-each>
    <!-- Notes that are called; the others are not to be missed in the numbers of these. -->
    <xsl:variable name="called" select="//tei:note[key('moved', generate-id())]"/>
    <xsl:for-each select="$called">
      <xsl:if test="not(@n and @xml:id)"><c at="{generate-id()}" n="{position()}"/></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="//tei:note[not(@xml:id) and not(key('moved', generate-id()))]">
      <c at="{generate-id()}" n="{position() + count($called)}"/>
    </xsl:for-each>
    <xsl:for-each select="//tei:pb">
      <xsl:if test="not(@xml:id)"><c at="{generate-id()}" n="{position()}"/></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="//tei:list">
      <xsl:if test="tei:head and not(@xml:id)"><c at="{generate-id()}" n="{position()}"/></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="//tei:table"><c at="{generate-id()}" n="{position()}"/></xsl:for-each>
    <xsl:for-each select="//tei:app[*[not(self::tei:note)][key('moved', generate-id())]]">
      <c at="{generate-id()}" n="{position()}"/>
    </xsl:for-each>
    <xsl:for-each select="//tei:text//*[contains($divisions, concat(' ', local-name(), ' ')) or self::tei:front or
                          self::tei:body or self::tei:back] | //tei:sourceDoc">
      <xsl:if test="not(@xml:id)"><c at="{generate-id()}" n="{position()}"/></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="//tei:standOff//*[generate-id() = generate-id(key('entry', concat('#', @xml:id))[1])]">
      <xsl:variable name="pointer" select="concat('#', @xml:id)"/>
      <xsl:for-each select="key('mention', $pointer)">
        <c at="{generate-id()} {$pointer}" n="{position()}"
            where="{$pointer} {generate-id((ancestor::tei:note[key('moved', generate-id())][1] | ancestor::*[self::tei:p or self::tei:note or self::tei:head or self::tei:list or
                self::tei:table or self::tei:lg or self::tei:sp or self::tei:dateline or self::tei:salute or
                self::tei:signed or self::tei:opener or self::tei:closer or self::tei:div][1])[1])}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="counts" select="exsl:node-set($counted)"/>
  <xsl:key name="counted" match="c" use="@at"/>
  <!-- The first of several mentions in a row at one place. -->
  <xsl:key name="counted-where" match="c[not(@where = preceding-sibling::c[1]/@where)]" use="@where"/>

  <!-- The number of the element at hand; a key looks into the tree of the node at hand, hence the step aside. -->
  <xsl:template name="count">
    <xsl:param name="at" select="generate-id()"/>
    <xsl:for-each select="$counts"><xsl:value-of select="key('counted', $at)/@n"/></xsl:for-each>
  </xsl:template>

  <!-- An id made here, which gives way to one of the file's own. -->
  <xsl:template name="free">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="key('place', concat('#', $id)) or key('entry', concat('#', $id))">
        <xsl:call-template name="free"><xsl:with-param name="id" select="concat($id, '_')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number as printed; a note without one counts itself. -->
  <xsl:template name="note-number">
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="count"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="note-id">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="number"><xsl:call-template name="count"/></xsl:variable>
        <xsl:call-template name="free"><xsl:with-param name="id" select="concat('note-', $number)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The third paragraph of d38 can be cited as d38-p3. -->
  <xsl:template name="paragraph-id">
    <xsl:param name="number"/>
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:when test="$number != ''">
        <xsl:variable name="above">
          <xsl:for-each select="ancestor::*[@xml:id or self::tei:note][1]">
            <xsl:choose>
              <xsl:when test="@xml:id"><xsl:value-of select="concat(@xml:id, '-')"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="note-id"/>-</xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </xsl:variable>
        <xsl:call-template name="free"><xsl:with-param name="id" select="concat($above, 'p', $number)"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The id of a mention: its own, else the entry's with the mention's number: p_AJM1-2. -->
  <xsl:template name="mention">
    <xsl:param name="pointer"/>
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring($pointer, 2), '-')"/>
        <xsl:call-template name="count">
          <xsl:with-param name="at" select="concat(generate-id(), ' ', $pointer)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
