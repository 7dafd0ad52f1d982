<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:x-north:functions" xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="#all">
  <xsl:function name="f:balanced" as="xs:boolean">
    <xsl:param name="text" as="xs:string"/><xsl:param name="open" as="xs:string"/><xsl:param name="close" as="xs:string"/>
    <xsl:sequence select="f:count($text, $open) = f:count($text, $close)"/>
  </xsl:function>
  <xsl:function name="f:count" as="xs:integer">
    <xsl:param name="text"/><xsl:param name="mark"/>
    <xsl:sequence select="string-length($text) - string-length(translate($text, $mark, ''))"/>
  </xsl:function>
</xsl:stylesheet>
