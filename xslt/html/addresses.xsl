<?xml version="1.0" encoding="UTF-8"?>
<!-- References and links: to this file, to another page that the caller knows, to the web, or to what is not here. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!--
    An address that may be linked, without what browsers leave out of it; nothing for any other. Only http, https, mailto
    and what has neither scheme nor host will do (what has a host alone is a share of the network on a page that is read
    from a disk); browsers skip tabs and line breaks wherever they stand, and blanks before a scheme
    (WHATWG URL, section 4.4).
  -->
  <xsl:template name="safe">
    <xsl:param name="address"/>
    <xsl:variable name="bare" select="translate(normalize-space(translate($address, '&#9;&#10;&#13;', '')), '&quot;', '')"/>
    <xsl:variable name="first" select="substring-before(concat(translate($bare, '/?#\', '////'), '/'), '/')"/>
    <xsl:variable name="scheme" select="translate(translate(substring-before($first, ':'),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), ' ', '')"/>
    <xsl:if test="not(starts-with(translate($bare, '\', '/'), '//')) and
        (not(contains($first, ':')) or $scheme = 'http' or $scheme = 'https' or $scheme = 'mailto')">
      <xsl:value-of select="$bare"/>
    </xsl:if>
  </xsl:template>

  <!-- "remote", "local" or, for what may not be linked, nothing. -->
  <xsl:template name="reach">
    <xsl:param name="address"/>
    <xsl:variable name="bare" select="translate($address, '\', '/')"/>
    <xsl:choose>
      <xsl:when test="$bare = ''"/>
      <xsl:when test="starts-with($bare, '//') or contains(substring-before(concat(translate($bare, '?#', '//'), '/'), '/'), ':')">remote</xsl:when>
      <xsl:otherwise>local</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where the pointer at hand leads; nothing when it leads nowhere. -->
  <xsl:template name="destination">
    <xsl:param name="pointer" select="@target"/>
    <xsl:variable name="known">
      <xsl:call-template name="look-up">
        <xsl:with-param name="key" select="$pointer"/>
        <xsl:with-param name="lines" select="$links"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="one" select="substring-before(concat(normalize-space($pointer), ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="key('place', $pointer)"><xsl:value-of select="$pointer"/></xsl:when>
      <xsl:when test="$known != ''">
        <xsl:call-template name="safe"><xsl:with-param name="address" select="$known"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="key('place', $one)"><xsl:value-of select="$one"/></xsl:when>
      <xsl:when test="starts-with($one, '#')"/>
      <xsl:otherwise>
        <xsl:variable name="address">
          <xsl:call-template name="safe"><xsl:with-param name="address" select="$pointer"/></xsl:call-template>
        </xsl:variable>
        <xsl:variable name="reach">
          <xsl:call-template name="reach"><xsl:with-param name="address" select="$address"/></xsl:call-template>
        </xsl:variable>
        <xsl:if test="$reach = 'remote' or $relative != ''"><xsl:value-of select="$address"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ref | tei:ptr">
    <xsl:variable name="address"><xsl:call-template name="destination"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="key('entry', @target)"><xsl:call-template name="name"/></xsl:when>
      <xsl:when test="$address != ''">
        <xsl:call-template name="link">
          <xsl:with-param name="href" select="$address"/>
          <xsl:with-param name="class" select="'ref'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="absent"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What leads nowhere says so. -->
  <xsl:template name="absent">
    <xsl:variable name="block"><xsl:call-template name="has-block"/></xsl:variable>
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="$block = '1'">div</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="said">
      <xsl:call-template name="look-up">
        <xsl:with-param name="key" select="@target"/>
        <xsl:with-param name="lines" select="$absent"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes"><xsl:with-param name="class" select="'ref absent'"/></xsl:call-template>
      <xsl:attribute name="title">
        <xsl:value-of select="$said"/>
        <xsl:if test="$said = ''">Not in this edition</xsl:if>
      </xsl:attribute>
      <xsl:apply-templates/>
      <xsl:if test="not(node()) and @target"><span data-generated="address"><xsl:value-of select="@target"/></span></xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- A link; where others stand inside it, a call or a page mark, only its words are one: HTML has no links in links. -->
  <xsl:template name="link">
    <xsl:param name="href"/>
    <xsl:param name="class"/>
    <xsl:param name="id" select="@xml:id"/>
    <xsl:choose>
      <xsl:when test="not(node())">
        <a href="{$href}" data-generated="address">
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="id" select="$id"/>
          </xsl:call-template>
          <xsl:value-of select="$href"/>
        </a>
      </xsl:when>
      <xsl:when test="not(*) and not(processing-instruction())">
        <a href="{$href}">
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="id" select="$id"/>
          </xsl:call-template>
          <xsl:apply-templates/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="blocks"><xsl:call-template name="has-block"/></xsl:variable>
        <xsl:variable name="links" select=".//tei:note | .//tei:pb | .//tei:ref | .//tei:ptr | .//tei:app | .//tei:graphic |
            .//tei:media | .//tei:p | .//tei:table | .//*[@corresp or @target or @ref or @facs] | .//processing-instruction()"/>
        <xsl:variable name="name">
          <xsl:choose>
            <xsl:when test="$blocks = '1'">div</xsl:when>
            <xsl:when test="$links">span</xsl:when>
            <xsl:otherwise>a</xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:element name="{$name}">
          <xsl:if test="$name = 'a'"><xsl:attribute name="href"><xsl:value-of select="$href"/></xsl:attribute></xsl:if>
          <xsl:call-template name="attributes">
            <xsl:with-param name="class" select="$class"/>
            <xsl:with-param name="id" select="$id"/>
          </xsl:call-template>
          <xsl:choose>
            <xsl:when test="$name = 'a'"><xsl:apply-templates/></xsl:when>
            <xsl:otherwise>
              <xsl:for-each select="node()">
                <xsl:choose>
                  <xsl:when test="self::text() and normalize-space(.) != ''">
                    <a href="{$href}"><xsl:value-of select="."/></a>
                  </xsl:when>
                  <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
