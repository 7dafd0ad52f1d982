<!-- What no book may have, and words that it must keep. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0">
<xsl:output method="html"/>
<xsl:template match="/"><article onclick="x()"><h1 id="1 a">Title</h1><script>alert(1)</script>
<p style="color: red; background: url(https://example.org/t); position: fixed; text-indent: 1em" tabindex="1">
<a href="javascript:alert(1)">j</a> <a href="data:text/html,x">d</a> <a href="https://a:b@example.org/">u</a>
<a href="http://exa mple.org/">s</a> <a href="https://example.org/a b%zz#c#d">q</a> <a href="mailto:a@b.org">m</a>
<a href="gone.html">g</a> <a href="d2.html#gone">n</a> <a href="#1 a">t</a> <a href="//example.org/x">o</a>
<a href="http://[">b</a> <a href="http://example.org:x/">p</a></p>
<img src="https://example.org/t.png" alt="far"/><img src="https://example.org/u.png"/><img src="data:image/png;base64,x" alt="near"/>
<a href="https://example.org/"><img src="https://example.org/v.png" alt="in a link"/></a>
<iframe src="https://example.org/">i</iframe><form action="x"><input value="v"/>words<button>b</button></form>
<custom-part>kept<b>bold</b>tail</custom-part><time datetime="soon">soon</time><td>cell</td><ol><li value="x">one</li></ol>
<p id="1 a" aria-labelledby="nobody" lang="!" data-tei="p" xml:lang="en">twice</p><p aria-describedby="i1-a">named</p>
<p lang="de" dir="sideways">deutsch</p>
<svg viewBox="0 0 1 1" onload="x()"><script>x()</script><a href="javascript:x()"><circle r="1"/></a>
<linearGradient id="g"/><rect fill="url(#g)" stroke="url(https://example.org/)" width="1" height="1"/><text>drawn</text><foreignObject><p>x</p></foreignObject></svg>
<math><mi>x</mi><maction actiontype="statusline#http://x"><mi>y</mi></maction></math>
</article></xsl:template></xsl:stylesheet>
