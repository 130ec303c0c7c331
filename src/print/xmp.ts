/** What an XMP packet says of a document; texts by language, the first language's also as the default. */
export interface XmpFacts {
  title: [language: string, text: string][];
  description: [language: string, text: string][];
  creators: string[];
  languages: string[];
  keywords: string[];
  /** ISO 8601 with time and zone. */
  date?: string;
  creatorTool: string;
  producer: string;
  /** The title as the document information has it, for all languages together. */
  wholeTitle: string;
  wholeDescription: string;
}

/**
 * The metadata stream of a PDF/UA-1 document: RDF in an XMP packet (ISO 16684-1), with the identification of
 * ISO 14289-1, clause 5.
 */
export function xmpPacket(facts: XmpFacts): string {
  const properties = [
    '<dc:format>application/pdf</dc:format>',
    `<dc:title>${alternatives(facts.wholeTitle, facts.title)}</dc:title>`,
    facts.creators.length > 0 && `<dc:creator>${list('Seq', facts.creators)}</dc:creator>`,
    facts.description.length > 0 &&
      `<dc:description>${alternatives(facts.wholeDescription, facts.description)}</dc:description>`,
    facts.keywords.length > 0 && `<dc:subject>${list('Bag', facts.keywords)}</dc:subject>`,
    `<dc:language>${list('Bag', facts.languages)}</dc:language>`,
    ...(facts.date === undefined
      ? []
      : ['CreateDate', 'ModifyDate', 'MetadataDate'].map((name) => `<xmp:${name}>${facts.date}</xmp:${name}>`)),
    `<xmp:CreatorTool>${xml(facts.creatorTool)}</xmp:CreatorTool>`,
    `<pdf:Producer>${xml(facts.producer)}</pdf:Producer>`,
    facts.keywords.length > 0 && `<pdf:Keywords>${xml(facts.keywords.join('; '))}</pdf:Keywords>`,
    '<pdfuaid:part>1</pdfuaid:part>',
  ];
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
${properties.filter((property) => property !== false).join('\n')}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

function alternatives(whole: string, texts: [language: string, text: string][]): string {
  const items = [['x-default', whole], ...texts].map(
    ([tag, text = '']) => `<rdf:li xml:lang="${tag}">${xml(text)}</rdf:li>`,
  );
  return `<rdf:Alt>${items.join('')}</rdf:Alt>`;
}

function list(kind: 'Bag' | 'Seq', texts: string[]): string {
  return `<rdf:${kind}>${texts.map((text) => `<rdf:li>${xml(text)}</rdf:li>`).join('')}</rdf:${kind}>`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
