"""What WeasyPrint has no option for: its colours, the PDF/UA-1 mark, each attached file listed once."""

from importlib.resources import files
from io import BytesIO

import pydyf
from weasyprint.css import ColorProfile
from weasyprint.document import Document

UA_1 = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def standard_colours() -> ColorProfile:
    """The screen's colours, sRGB; a new one for each file, for a used one is written with other bytes.

    WeasyPrint's own way to this profile leaves a file open.
    """
    profile = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """WeasyPrint calls this between building the PDF and writing it."""
    _say_it_is_accessible(pdf)
    _list_each_file_once(pdf)


def _say_it_is_accessible(pdf: pydyf.PDF) -> None:
    """PDF/A-3 wants a schema described before a property of it is used; PDF/UA-1 wants the property."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    [packet] = metadata.stream
    metadata.stream = [packet.replace(b"</rdf:RDF>", UA_1, 1)]


def _list_each_file_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint 70 names every attached file twice in the catalogue."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
