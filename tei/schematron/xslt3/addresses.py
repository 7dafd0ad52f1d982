"""Functions of XSLT that tell where a node stands, as `tei.schematron.finding.Node` does."""

FUNCTIONS = """\
<xsl:param name="_:fired" select="false()"/>
<xsl:param name="_:none" select="-1"/>
<xsl:variable name="_:document" select="/"/>
<xsl:function name="_:at" as="attribute()*">
<xsl:param name="_:node"/>
<xsl:if test="$_:node instance of node()">
<xsl:variable name="_:element" select="$_:node/ancestor-or-self::*[1]"/>
<xsl:attribute name="path" select="$_:element/ancestor-or-self::*/count(preceding-sibling::*)"/>
<xsl:choose>
<xsl:when test="$_:node instance of element()"/>
<xsl:when test="$_:node instance of document-node()"><xsl:attribute name="kind" select="'document'"/></xsl:when>
<xsl:when test="$_:node instance of attribute()">
<xsl:attribute name="kind" select="'attribute'"/>
<xsl:attribute name="name" select="_:clark($_:node)"/>
</xsl:when>
<xsl:otherwise>
<xsl:attribute name="kind" select="if ($_:node instance of text()) then 'text'
 else if ($_:node instance of comment()) then 'comment' else 'processing-instruction'"/>
<xsl:attribute name="index" select="count($_:node/preceding-sibling::node()[not(self::text())])"/>
</xsl:otherwise>
</xsl:choose>
<xsl:if test="not(root($_:node) is $_:document)">
<xsl:attribute name="document" select="document-uri(root($_:node))"/>
</xsl:if>
</xsl:if>
</xsl:function>
<xsl:function name="_:clark" as="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xsl:param name="_:node" as="node()"/>
<xsl:sequence select="(namespace-uri($_:node)[.] ! ('{' || . || '}')) || local-name($_:node)"/>
</xsl:function>
<xsl:function name="_:name" as="item()*">
<xsl:param name="_:item" as="item()*"/>
<xsl:sequence select="for $_:each in $_:item return if ($_:each instance of node()) then name($_:each) else $_:each"/>
</xsl:function>
<xsl:function name="_:nodes" as="node()*">
<xsl:param name="_:item" as="item()*"/>
<xsl:sequence select="$_:item[. instance of node()]"/>
</xsl:function>
<xsl:function name="_:document" as="document-node()">
<xsl:param name="_:address"/>
<xsl:param name="_:from" as="node()"/>
<xsl:sequence select="doc(resolve-uri(string($_:address), (base-uri($_:from), static-base-uri())[1]))"/>
</xsl:function>"""
