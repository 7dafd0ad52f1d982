<?xml version="1.0" encoding="UTF-8"?>
<!--
  A Schematron schema made into a transformation, as ISO/IEC 19757-3 words it and no further: plain, slow, and for tests.

  Steps, each a mode: embedded (what a grammar or an ODD holds), include (5.4.4, 5.4.7), isa (5.4.10, 5.4.11),
  extends (5.4.7), and compile. A pattern is a mode; each of its rules a template, earlier ones of higher priority.
-->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:out="urn:x-out" xmlns:ref="urn:x-reference"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:math="http://www.w3.org/2005/xpath-functions/math"
  xmlns:fn="http://www.w3.org/2005/xpath-functions" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  xmlns:rng="http://relaxng.org/ns/structure/1.0"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" indent="no"/>

  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>
  <!-- Whether an error in one assertion leaves the others standing. -->
  <xsl:param name="careful" as="xs:boolean" select="false()"/>
  <xsl:param name="fired" as="xs:boolean" select="false()"/>

  <xsl:template match="/">
    <xsl:variable name="own"><xsl:apply-templates mode="embedded" select="*"/></xsl:variable>
    <xsl:variable name="included"><xsl:apply-templates mode="include" select="$own/*"/></xsl:variable>
    <xsl:variable name="concrete"><xsl:apply-templates mode="isa" select="$included/*"/></xsl:variable>
    <xsl:variable name="extended"><xsl:apply-templates mode="extends" select="$concrete/*"/></xsl:variable>
    <xsl:apply-templates mode="compile" select="$extended/sch:schema"/>
  </xsl:template>

  <!-- What is embedded in another document; every element is marked with the address of its file. -->

  <xsl:template mode="embedded" match="sch:schema | *[namespace-uri() = 'http://www.ascc.net/xml/schematron']">
    <xsl:apply-templates mode="mark" select="."/>
  </xsl:template>

  <xsl:template mode="embedded" match="*">
    <sch:schema queryBinding="xslt3" ref:base="{base-uri()}">
      <xsl:apply-templates mode="part"/>
    </sch:schema>
  </xsl:template>

  <xsl:template mode="part" match="text() | comment() | processing-instruction()"/>

  <xsl:template mode="part" match="sch:ns[@prefix = preceding::sch:ns/@prefix]" priority="2"/>

  <xsl:template mode="part" match="sch:ns | sch:let | sch:pattern | sch:phase | sch:diagnostics | sch:properties | xsl:*">
    <xsl:apply-templates mode="mark" select="."/>
  </xsl:template>

  <xsl:template mode="part" match="sch:rule">
    <sch:pattern ref:base="{base-uri()}"><xsl:apply-templates mode="mark" select="."/></sch:pattern>
  </xsl:template>

  <xsl:template mode="part" match="sch:assert | sch:report">
    <xsl:variable name="element" select="ancestor::tei:elementSpec[1]/concat('tei:', @ident)"/>
    <xsl:variable name="attribute" select="ancestor::tei:attDef[1]/concat('@', @ident)"/>
    <sch:pattern ref:base="{base-uri()}">
      <sch:rule context="{string-join(($element, $attribute), '/')}" ref:base="{base-uri()}">
        <xsl:apply-templates mode="mark" select="."/>
      </sch:rule>
    </sch:pattern>
  </xsl:template>

  <xsl:template mode="mark" match="*">
    <xsl:element name="{if (namespace-uri() = 'http://www.ascc.net/xml/schematron') then 'sch:' || local-name() else name()}"
      namespace="{if (namespace-uri() = 'http://www.ascc.net/xml/schematron') then 'http://purl.oclc.org/dsdl/schematron'
                  else namespace-uri()}">
      <xsl:copy-of select="namespace::*[name() != ''], @*"/>
      <xsl:attribute name="ref:base" select="base-uri()"/>
      <xsl:apply-templates mode="mark"/>
    </xsl:element>
  </xsl:template>

  <xsl:template mode="mark" match="comment() | processing-instruction()"/>

  <!-- Inclusion, and extension by a file. -->

  <xsl:mode name="include" on-no-match="shallow-copy"/>

  <xsl:template mode="include" match="sch:include">
    <xsl:variable name="target"><xsl:apply-templates mode="mark" select="ref:target(.)"/></xsl:variable>
    <xsl:apply-templates mode="include" select="$target"/>
  </xsl:template>

  <xsl:template mode="include" match="sch:extends[@href]">
    <xsl:variable name="target"><xsl:apply-templates mode="mark" select="ref:target(.)"/></xsl:variable>
    <xsl:apply-templates mode="include" select="$target/*/node()"/>
  </xsl:template>

  <xsl:function name="ref:target" as="element()">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="parts" select="tokenize($reference/@href, '#')"/>
    <xsl:variable name="document" select="doc(resolve-uri($parts[1], $reference/@ref:base))"/>
    <xsl:sequence select="if ($parts[2]) then ($document//*[(@id, @xml:id) = $parts[2]])[1] else $document/*"/>
  </xsl:function>

  <!-- Abstract patterns. -->

  <xsl:mode name="isa" on-no-match="shallow-copy"/>

  <xsl:template mode="isa" match="sch:pattern[@abstract = 'true']"/>

  <xsl:template mode="isa" match="sch:pattern[@is-a]">
    <xsl:variable name="instance" select="."/>
    <xsl:variable name="abstract" select="(//sch:pattern[@abstract = 'true'][@id = $instance/@is-a])[1]"/>
    <xsl:copy>
      <xsl:copy-of select="$abstract/@*[not(name() = ('id', 'abstract'))], @* except @is-a"/>
      <xsl:copy-of select="node() except sch:param"/>
      <xsl:apply-templates mode="given" select="$abstract/(node() except sch:param)">
        <xsl:with-param name="values" tunnel="yes" select="map:merge(
          ($abstract, $instance)/sch:param/map:entry(string(@name), string(@value)), map {'duplicates': 'use-last'})"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:mode name="given" on-no-match="shallow-copy"/>

  <xsl:template mode="given" match="@*">
    <xsl:param name="values" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}">
      <xsl:analyze-string select="." regex="\$[\i-[:]][\c-[:]]*">
        <xsl:matching-substring>
          <!-- A full stop or a hyphen behind a name may be no part of it. -->
          <xsl:variable name="name" select="substring(., 2)"/>
          <xsl:variable name="shorter" select="replace($name, '[.\-]+$', '')"/>
          <xsl:value-of select="if (map:contains($values, $name)) then $values($name)
            else if (map:contains($values, $shorter)) then $values($shorter) || substring-after($name, $shorter)
            else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:attribute>
  </xsl:template>

  <!-- Abstract rules: that of the pattern itself before that of another. -->

  <xsl:mode name="extends" on-no-match="shallow-copy"/>

  <xsl:template mode="extends" match="sch:rule[@abstract = 'true']"/>

  <xsl:template mode="extends" match="sch:extends[@rule]">
    <xsl:variable name="named" select="//sch:rule[@abstract = 'true'][@id = current()/@rule]"/>
    <xsl:apply-templates mode="extends"
      select="($named[ancestor::sch:pattern is current()/ancestor::sch:pattern], $named)[1]/node()"/>
  </xsl:template>

  <!-- The transformation. -->

  <xsl:function name="ref:version" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="binding" select="lower-case($node/ancestor-or-self::sch:schema/@queryBinding)"/>
    <xsl:sequence select="if (ends-with($binding, '2')) then '2.0'
      else if (matches($binding, '[34]1?$')) then '3.0' else '1.0'"/>
  </xsl:function>

  <xsl:template mode="compile" match="sch:schema">
    <xsl:variable name="chosen" select="if ($phase = '#DEFAULT') then string(@defaultPhase) else $phase"/>
    <xsl:variable name="active" select="sch:phase[@id = $chosen]"/>
    <xsl:variable name="phased" select="map:merge($active/sch:let/map:entry(string(@name), 'phase.' || @name))"/>
    <xsl:variable name="foreign" select=".//xsl:*[not(ancestor::xsl:*)]
      [parent::sch:schema or parent::sch:pattern or parent::sch:phase or parent::sch:diagnostics or parent::sch:properties]
      [not(self::xsl:variable and parent::sch:pattern)] except .//xsl:output"/>
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:namespace name="ref" select="'urn:x-reference'"/>
      <xsl:for-each select=".//sch:ns"><xsl:namespace name="{@prefix}" select="string(@uri)"/></xsl:for-each>
      <xsl:variable name="declared" select=".//sch:ns/@prefix"/>
      <xsl:for-each select="map {'xs': 'http://www.w3.org/2001/XMLSchema', 'fn': 'http://www.w3.org/2005/xpath-functions',
          'map': 'http://www.w3.org/2005/xpath-functions/map', 'math': 'http://www.w3.org/2005/xpath-functions/math',
          'array': 'http://www.w3.org/2005/xpath-functions/array'} ! (for $k in map:keys(.) return map:entry($k, .($k)))">
        <xsl:variable name="prefix" select="map:keys(.)"/>
        <xsl:if test="not($prefix = $declared)"><xsl:namespace name="{$prefix}" select="string(.($prefix))"/></xsl:if>
      </xsl:for-each>
      <xsl:attribute name="xml:base" select="@ref:base"/>
      <xsl:apply-templates mode="content" select="$foreign[self::xsl:import], $foreign[not(self::xsl:import)]"/>
      <xsl:for-each select=".//sch:key">
        <out:key name="{@name}" match="{(@match, ../@context)[1]}" use="{(@path, @use)[1]}"/>
      </xsl:for-each>
      <xsl:apply-templates mode="compile" select="sch:let"/>
      <xsl:for-each select="$active/sch:let">
        <xsl:apply-templates mode="compile" select=".">
          <xsl:with-param name="names" tunnel="yes"
            select="map:merge(preceding-sibling::sch:let/map:entry(string(@name), 'phase.' || @name))"/>
          <xsl:with-param name="prefix" select="'phase.'"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <out:variable name="ref:main" select="/"/>
      <out:template name="ref:start">
        <ref:findings>
          <xsl:for-each select="sch:pattern">
            <xsl:if test="not($active) or @id = $active/sch:active/@pattern">
              <xsl:variable name="documents" select="if (@documents) then 'for $d in ' || @documents
                || ' return doc(resolve-uri(string($d), base-uri(if ($d instance of node()) then $d else $ref:main)))'
                else '.'"/>
              <out:for-each select="$ref:main">
                <out:apply-templates select="{$documents}" mode="ref:P{position()}"/>
              </out:for-each>
            </xsl:if>
          </xsl:for-each>
        </ref:findings>
      </out:template>
      <xsl:apply-templates mode="compile" select="sch:pattern">
        <xsl:with-param name="phased" select="$phased"/>
      </xsl:apply-templates>
      <xsl:call-template name="address"/>
    </out:stylesheet>
  </xsl:template>

  <xsl:template mode="compile" match="sch:pattern">
    <xsl:param name="phased"/>
    <xsl:variable name="prefix" select="'P' || position() || '.'"/>
    <xsl:variable name="mode" select="'ref:P' || position()"/>
    <xsl:variable name="own" select="(sch:let | xsl:variable)/map:entry(string(@name), $prefix || @name)"/>
    <xsl:for-each select="sch:let | xsl:variable">
      <!-- A variable sees those before it, and not itself. -->
      <xsl:variable name="before" select="count(preceding-sibling::sch:let | preceding-sibling::xsl:variable)"/>
      <xsl:apply-templates mode="compile" select=".">
        <xsl:with-param name="names" tunnel="yes"
          select="map:merge(($phased, $own[position() le $before]), map {'duplicates': 'use-last'})"/>
        <xsl:with-param name="prefix" select="$prefix"/>
      </xsl:apply-templates>
    </xsl:for-each>
    <out:mode name="{$mode}" on-no-match="shallow-skip"/>
    <xsl:variable name="number" select="position()"/>
    <xsl:for-each select="sch:rule">
      <xsl:variable name="names" select="map:merge(($phased, $own), map {'duplicates': 'use-last'})"/>
      <xsl:variable name="where" select="$number || '.' || position()"/>
      <out:template match="{ref:renamed(@context, $names)}" mode="{$mode}" priority="{1000000 - position()}"
        version="{ref:version(.)}">
        <xsl:attribute name="xml:base" select="@ref:base"/>
        <xsl:for-each select="sch:let | xsl:variable">
          <xsl:apply-templates mode="compile" select=".">
            <xsl:with-param name="names" tunnel="yes" select="ref:seen(., $names)"/>
          </xsl:apply-templates>
        </xsl:for-each>
        <xsl:if test="$fired">
          <out:for-each select="."><ref:fired rule="{$where}"><out:sequence select="ref:address(., $ref:main)"/></ref:fired></out:for-each>
        </xsl:if>
        <xsl:for-each select="sch:assert | sch:report">
          <xsl:apply-templates mode="compile" select=".">
            <xsl:with-param name="names" tunnel="yes" select="ref:seen(../*[last()], $names)"/>
            <xsl:with-param name="where" select="$where || '.' || position()"/>
          </xsl:apply-templates>
        </xsl:for-each>
        <out:apply-templates select="@* | node()" mode="{$mode}"/>
      </out:template>
    </xsl:for-each>
  </xsl:template>

  <!-- The variables of patterns and phases that those of the rule leave to be seen. -->
  <xsl:function name="ref:seen">
    <xsl:param name="child" as="element()"/>
    <xsl:param name="names"/>
    <xsl:variable name="before" select="$child/(preceding-sibling::sch:let | preceding-sibling::xsl:variable)"/>
    <xsl:sequence select="map:remove($names, $before/string(@name))"/>
  </xsl:function>

  <xsl:function name="ref:renamed" as="xs:string">
    <xsl:param name="text"/>
    <xsl:param name="names"/>
    <xsl:value-of>
      <xsl:analyze-string select="$text" regex="&quot;[^&quot;]*&quot;|'[^']*'|\$[\i-[:]][\c-[:]]*">
        <xsl:matching-substring>
          <xsl:value-of select="if (map:contains($names, substring(., 2))) then '$' || $names(substring(., 2)) else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring><xsl:value-of select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

  <xsl:template mode="compile" match="sch:let | xsl:variable">
    <xsl:param name="names" tunnel="yes" select="map {}"/>
    <xsl:param name="prefix" select="''"/>
    <out:variable name="{$prefix}{@name}" version="{ref:version(.)}">
      <xsl:attribute name="xml:base" select="@ref:base"/>
      <xsl:copy-of select="@as"/>
      <xsl:choose>
        <xsl:when test="@value | @select">
          <xsl:attribute name="select" select="ref:renamed((@value, @select)[1], $names)"/>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="content"/></xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template mode="compile" match="sch:assert | sch:report">
    <xsl:param name="names" tunnel="yes"/>
    <xsl:param name="where"/>
    <xsl:variable name="subject" select="(@subject, ../@subject)[1]"/>
    <xsl:variable name="told">
      <ref:finding assertion="{$where}">
        <out:sequence select="ref:address(., $ref:main)"/>
        <ref:message><xsl:apply-templates mode="content"/></ref:message>
        <xsl:if test="$subject">
          <out:for-each select="({ref:renamed($subject, $names)})[1]">
            <ref:subject><out:sequence select="ref:address(., $ref:main)"/></ref:subject>
          </out:for-each>
        </xsl:if>
        <xsl:variable name="schema" select="/"/>
        <xsl:for-each select="tokenize(@diagnostics)">
          <ref:diagnostic id="{.}">
            <xsl:apply-templates mode="content" select="$schema//sch:diagnostic[@id = current()]/node()"/>
          </ref:diagnostic>
        </xsl:for-each>
        <xsl:for-each select="tokenize(@properties)">
          <ref:property id="{.}">
            <xsl:apply-templates mode="content" select="$schema//sch:property[@id = current()]/node()"/>
          </ref:property>
        </xsl:for-each>
      </ref:finding>
    </xsl:variable>
    <xsl:variable name="judged">
      <out:choose>
        <out:when test="{ref:renamed(@test, $names)}">
          <xsl:if test="self::sch:report"><xsl:copy-of select="$told"/></xsl:if>
        </out:when>
        <xsl:if test="self::sch:assert"><out:otherwise><xsl:copy-of select="$told"/></out:otherwise></xsl:if>
      </out:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$careful">
        <out:try>
          <xsl:copy-of select="$judged"/>
          <out:catch>
            <ref:stopped assertion="{$where}"><out:sequence select="ref:address(., $ref:main)"/></ref:stopped>
          </out:catch>
        </out:try>
      </xsl:when>
      <xsl:otherwise><xsl:copy-of select="$judged"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Messages, and instructions of XSLT. -->

  <xsl:template mode="content" match="text()"><out:text><xsl:value-of select="."/></out:text></xsl:template>
  <xsl:template mode="content" match="xsl:text"><out:text><xsl:value-of select="."/></out:text></xsl:template>

  <xsl:template mode="content" match="sch:value-of">
    <xsl:param name="names" tunnel="yes" select="map {}"/>
    <out:value-of select="{ref:renamed(@select, $names)}"/>
  </xsl:template>

  <xsl:template mode="content" match="sch:name">
    <xsl:param name="names" tunnel="yes" select="map {}"/>
    <out:value-of select="name({ref:renamed((@path, '.')[1], $names)})"/>
  </xsl:template>

  <xsl:template mode="content" match="sch:*"><xsl:apply-templates mode="content"/></xsl:template>

  <xsl:template mode="content" match="xsl:*/text()[not(normalize-space())]"/>

  <xsl:template mode="content" match="*">
    <xsl:param name="names" tunnel="yes" select="map {}"/>
    <xsl:copy>
      <xsl:for-each select="@* except @ref:base">
        <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="ref:renamed(., $names)"/>
      </xsl:for-each>
      <xsl:if test="not(parent::xsl:*) and @ref:base"><xsl:attribute name="xml:base" select="@ref:base"/></xsl:if>
      <xsl:apply-templates mode="content"/>
    </xsl:copy>
  </xsl:template>

  <!-- A copy of where a node stands, for the transformation itself. -->

  <xsl:template name="address">
    <out:function name="ref:address" as="attribute()*">
      <out:param name="node" as="node()"/>
      <out:param name="main" as="document-node()"/>
      <out:variable name="holder" select="if ($node instance of element() or $node instance of document-node())
        then $node else $node/.."/>
      <out:attribute name="path" select="$holder/ancestor-or-self::*/count(preceding-sibling::*)"/>
      <out:attribute name="kind" select="if ($node instance of element()) then 'element'
        else if ($node instance of document-node()) then 'document'
        else if ($node instance of attribute()) then 'attribute'
        else if ($node instance of text()) then 'text'
        else if ($node instance of comment()) then 'comment' else 'processing-instruction'"/>
      <out:if test="$node instance of attribute()">
        <out:attribute name="name" select="if (namespace-uri($node)) then '{{' || namespace-uri($node) || '}}' || local-name($node)
          else local-name($node)"/>
      </out:if>
      <out:if test="$node instance of text() or $node instance of comment() or $node instance of processing-instruction()">
        <out:attribute name="index" select="count($node/preceding-sibling::node()[not(self::text())])"/>
      </out:if>
      <out:if test="not(root($node) is $main)"><out:attribute name="document" select="document-uri(root($node))"/></out:if>
    </out:function>
  </xsl:template>

</xsl:stylesheet>
