<?xml version="1.0" encoding="UTF-8"?>
<!-- Pictures, recordings, formulas. Nothing is loaded from another place: what lies there is linked. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:m="http://www.w3.org/1998/Math/MathML"
    exclude-result-prefixes="tei m">

  <!-- HTML has one caption, before or behind all else: it is the head and, unless the head comes first, what follows it. -->
  <xsl:template match="tei:figure">
    <xsl:variable name="head" select="tei:head[1]"/>
    <xsl:variable name="before" select="$head/preceding-sibling::*"/>
    <figure>
      <xsl:call-template name="attributes"/>
      <xsl:choose>
        <xsl:when test="not($head)"><xsl:apply-templates/></xsl:when>
        <xsl:when test="not($before)">
          <figcaption><xsl:apply-templates select="$head"/></figcaption>
          <xsl:apply-templates select="$head/following-sibling::node()"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$head/preceding-sibling::node()"/>
          <figcaption><xsl:apply-templates select="$head | $head/following-sibling::node()"/></figcaption>
        </xsl:otherwise>
      </xsl:choose>
    </figure>
  </xsl:template>

  <!-- A description of nothing but words beside a picture is what is said instead of it. -->
  <xsl:template match="tei:figDesc[not(*) and (preceding-sibling::*[1][self::tei:graphic] or
      following-sibling::*[1][self::tei:graphic])]" priority="1"/>

  <xsl:template match="tei:graphic | tei:media | tei:binaryObject">
    <xsl:variable name="behind" select="following-sibling::*[1][self::tei:figDesc[not(*)]]"/>
    <xsl:variable name="ahead" select="preceding-sibling::*[1][self::tei:figDesc[not(*)]]
        [not(preceding-sibling::*[1][self::tei:graphic])]"/>
    <xsl:variable name="said" select="$ahead[current()/self::tei:graphic] | $behind[current()/self::tei:graphic]"/>
    <xsl:variable name="address">
      <xsl:call-template name="safe"><xsl:with-param name="address" select="@url"/></xsl:call-template>
    </xsl:variable>
    <!-- A picture of which the caller says that it is not there leads nowhere. -->
    <xsl:variable name="missing">
      <xsl:call-template name="look-up">
        <xsl:with-param name="key" select="@url"/>
        <xsl:with-param name="lines" select="$absent"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="reach">
      <xsl:if test="$missing = ''">
        <xsl:call-template name="reach"><xsl:with-param name="address" select="$address"/></xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$reach = 'local' and self::tei:graphic">
        <img src="{$address}" loading="lazy">
          <xsl:attribute name="alt">
            <xsl:for-each select="$said">
              <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
              <xsl:value-of select="normalize-space(.)"/>
            </xsl:for-each>
          </xsl:attribute>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="'graphic'"/></xsl:call-template>
          <xsl:call-template name="size"><xsl:with-param name="of" select="@width"/></xsl:call-template>
          <xsl:call-template name="size"><xsl:with-param name="of" select="@height"/></xsl:call-template>
        </img>
      </xsl:when>
      <xsl:when test="$reach = 'local' and starts-with(@mimeType, 'audio/') and not(ancestor::tei:ref)">
        <audio controls="controls" preload="none" src="{$address}"><xsl:call-template name="attributes"/></audio>
      </xsl:when>
      <xsl:when test="$reach = 'local' and starts-with(@mimeType, 'video/') and not(ancestor::tei:ref)">
        <video controls="controls" preload="none" src="{$address}"><xsl:call-template name="attributes"/></video>
      </xsl:when>
      <xsl:when test="$reach != '' and not(ancestor::tei:ref)">
        <a href="{$address}">
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template>
          <xsl:for-each select="$said"><xsl:value-of select="."/></xsl:for-each>
          <xsl:if test="not($said)"><span data-generated="label">[Picture]</span></xsl:if>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="attributes"><xsl:with-param name="class" select="concat(local-name(), ' absent')"/></xsl:call-template>
          <xsl:for-each select="$said"><xsl:value-of select="."/></xsl:for-each>
          <xsl:if test="not($said) and self::tei:graphic"><span data-generated="label">[Picture]</span></xsl:if>
        </span>
      </xsl:otherwise>
    </xsl:choose>
    <!-- The characters of an encoded picture are no text. -->
    <xsl:if test="not(self::tei:binaryObject)"><xsl:apply-templates/></xsl:if>
  </xsl:template>

  <!-- Pixels only: any other measure is one of paper. -->
  <xsl:template name="size">
    <xsl:param name="of"/>
    <xsl:variable name="pixels" select="substring-before(concat($of, 'px'), 'px')"/>
    <xsl:if test="$pixels != '' and string-length($pixels) &lt; 5 and translate($pixels, '0123456789', '') = ''">
      <xsl:attribute name="{local-name($of)}"><xsl:value-of select="$pixels"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Formulas: what MathML shows, without what it could do (MathML Core, section 2.1). -->

  <xsl:template match="tei:formula">
    <xsl:call-template name="wrap">
      <xsl:with-param name="name">
        <xsl:choose>
          <xsl:when test="*">span</xsl:when>
          <xsl:otherwise>code</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:variable name="mathematics" select="' math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom
      msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd semantics annotation '"/>

  <xsl:template match="m:math"><xsl:apply-templates select="." mode="mathematics"/></xsl:template>

  <xsl:template match="*" mode="mathematics">
    <xsl:element name="mtext" namespace="http://www.w3.org/1998/Math/MathML"><xsl:value-of select="."/></xsl:element>
  </xsl:template>

  <xsl:template match="m:*" mode="mathematics">
    <xsl:variable name="known" select="contains(translate($mathematics, '&#10;', ' '), concat(' ', local-name(), ' '))"/>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$known"><xsl:value-of select="local-name()"/></xsl:when>
        <xsl:when test="*">mrow</xsl:when>
        <xsl:otherwise>mtext</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:for-each select="@dir | @mathvariant | @displaystyle | @scriptlevel | @accent | @accentunder | @fence | @form |
          @largeop | @lspace | @rspace | @maxsize | @minsize | @movablelimits | @separator | @stretchy | @symmetric |
          @linethickness | @columnspan | @rowspan | @display | @encoding">
        <xsl:attribute name="{local-name()}"><xsl:value-of select="."/></xsl:attribute>
      </xsl:for-each>
      <xsl:apply-templates select="* | text()" mode="mathematics"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
