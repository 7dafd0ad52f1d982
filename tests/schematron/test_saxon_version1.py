"""What leads nowhere in version 1.0: Saxon breaks down at some of it, and the whole process with it."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed")

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:sqf="http://www.schematron-quickfix.com/validator/process" queryBinding="{}">{}</schema>"""
RUN = """
import sys
from tei.core.edition import Edition
from tei.core.source import Source
from tei.schematron import Schematron
for schema in sys.argv[1:]:
    rules = Schematron.read(Edition(Source("a.sch", schema)), engine="saxon")
    (found,) = rules.validate(Edition(Source("a.xml", "<a x='1'>t<b/><b/><!--c--></a>")))
    assert found.assertion, found
    print(found.message)
"""
NOWHERE = [
    "parent::comment()", "parent::text()", "parent::processing-instruction()", "parent::attribute()",
    "child::attribute()", "attribute::text()", "@text()", "namespace::text()", "following-sibling::attribute()",
    "descendant::attribute()", "self::text()", "(parent::text(), ())", "(parent::text())[true()]", "/..", "/@x",
]  # fmt: skip
ONE = '<pattern><rule context="b[2]">{}<assert test="{}">m {}</assert></rule></pattern>'


def said(schemas: list[str]) -> list[str]:
    """The message that each schema has, as another process finds it."""
    done = subprocess.run([sys.executable, "-c", RUN, *schemas], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.splitlines()


def test_messages() -> None:
    told = [
        *(f'<value-of select="{path}"/>' for path in NOWHERE),
        *(f'<xsl:value-of select="{path}"/>' for path in NOWHERE),
        *(f'<xsl:variable name="v"><xsl:value-of select="{path}"/></xsl:variable>' for path in NOWHERE),
        *(f'<name path="{path}"/>' for path in NOWHERE),
    ]
    for binding in ("xslt", "xslt2"):
        assert set(said([SCHEMA.format(binding, ONE.format("", "c", each)) for each in told])) == {"m "}


def test_tests_and_variables() -> None:
    tests = [test for path in NOWHERE for test in (path, f"string({path})", f"{path} = 'x'", f"{path} > 1")]
    lets = [f'<let name="v" value="{path}"/>' for path in NOWHERE]
    lets += [f'<let name="v"><xsl:value-of select="{path}"/></let>' for path in NOWHERE]
    schemas = [SCHEMA.format("xslt", ONE.format("", test.replace(">", "&gt;"), "")) for test in tests]
    schemas += [SCHEMA.format("xslt", ONE.format(let, "$v and false()", "")) for let in lets]
    assert set(said(schemas)) == {"m "}


def test_functions_of_version_1_in_a_schema_of_version_2() -> None:
    function = """<xsl:function name="f:f" xmlns:f="urn:f"><xsl:param name="n"/><xsl:for-each select="$n">
        <xsl:value-of version="1.0" select="parent::text()"/></xsl:for-each></xsl:function>
        <ns prefix="f" uri="urn:f"/>"""
    assert said([SCHEMA.format("xslt2", function + ONE.format("", "f:f(.) = 'x'", ""))]) == ["m "]


def test_of_several_nodes_the_first_is_said() -> None:
    schema = '<pattern><rule context="a"><assert test="c"><value-of select="{}"/></assert></rule></pattern>'
    every = schema.format("*/name()")
    assert said([SCHEMA.format("xslt2", every)]) == ["b b"]
    assert said([SCHEMA.format("xslt", schema.format("node()"))]) == ["t"]
