<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables: in a region that scrolls where the window is too narrow, and that the keyboard reaches. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:frus="http://history.state.gov/frus/ns/1.0"
    exclude-result-prefixes="tei frus">

  <xsl:template match="tei:table">
    <xsl:variable name="number"><xsl:call-template name="count"/></xsl:variable>
    <xsl:variable name="captions" select="tei:head[not(preceding-sibling::tei:row)]"/>
    <div class="table" role="region" tabindex="0">
      <xsl:choose>
        <xsl:when test="$captions">
          <xsl:attribute name="aria-labelledby">table-<xsl:value-of select="$number"/>-head</xsl:attribute>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="aria-label">Table <xsl:value-of select="$number"/></xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
      <table>
        <xsl:call-template name="attributes"/>
        <xsl:if test="$captions">
          <caption id="table-{$number}-head">
            <xsl:for-each select="$captions">
              <xsl:choose>
                <xsl:when test="position() = 1"><xsl:apply-templates/></xsl:when>
                <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
          </caption>
        </xsl:if>
        <!-- Only rows of labels at the very top are a head to the columns. -->
        <xsl:variable name="heads"
            select="tei:row[@role = 'label'][not(preceding-sibling::tei:row[not(@role = 'label')])]"/>
        <xsl:if test="$heads">
          <thead><xsl:apply-templates select="$heads"/></thead>
        </xsl:if>
        <xsl:if test="tei:row[last()][count(. | $heads) &gt; count($heads)]">
          <tbody><xsl:apply-templates select="tei:row[count(. | $heads) &gt; count($heads)]"/></tbody>
        </xsl:if>
      </table>
    </div>
    <xsl:apply-templates select="tei:row[last()]/following-sibling::node()"/>
    <xsl:if test="not(tei:row)"><xsl:apply-templates select="node()[not(self::tei:head)]"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:table/tei:row">
    <tr>
      <xsl:call-template name="attributes"/>
      <xsl:apply-templates select="tei:cell"/>
      <xsl:if test="not(tei:cell) and node()"><td><xsl:apply-templates/></td></xsl:if>
    </tr>
  </xsl:template>

  <xsl:template match="tei:table/tei:row/tei:cell">
    <xsl:variable name="label" select="@role = 'label' or (not(@role) and ../@role = 'label')"/>
    <xsl:variable name="name">
      <xsl:choose>
        <!-- A heading cell holds no headings and no parts of a text. -->
        <xsl:when test="$label and not(.//frus:attachment or .//tei:floatingText or
            .//tei:*[contains($divisions, concat(' ', local-name(), ' '))])">th</xsl:when>
        <xsl:otherwise>td</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="attributes"/>
      <xsl:if test="$name = 'th'">
        <xsl:attribute name="scope">
          <xsl:choose>
            <xsl:when test="../@role = 'label'">col</xsl:when>
            <xsl:otherwise>row</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </xsl:if>
      <xsl:if test="@cols &gt; 1 and @cols &lt; 1000"><xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
      <xsl:if test="@rows &gt; 1 and @rows &lt; 1000"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
      <xsl:if test="not(preceding-sibling::tei:cell)">
        <xsl:for-each select=".."><xsl:call-template name="strays"/></xsl:for-each>
      </xsl:if>
      <xsl:call-template name="strays"/>
      <xsl:apply-templates/>
      <xsl:if test="not(following-sibling::tei:cell)"><xsl:apply-templates select="following-sibling::node()"/></xsl:if>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
