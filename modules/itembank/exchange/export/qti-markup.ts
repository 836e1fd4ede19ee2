import { xmlElement } from '#platform/xml/write.ts'

export type QtiVersion = '2.2' | '3.0'

const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * Elements of QTI by their names in QTI 3 without the prefix: `choice-interaction` is `qti-choice-interaction` there
 * and `choiceInteraction` in QTI 2.
 */
export type QtiElement = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content?: string,
) => string

export const qtiElement =
  (version: QtiVersion): QtiElement =>
  (name, attributes, content) => {
    if (version === '3.0') return xmlElement(`qti-${name}`, attributes, content)
    const renamed = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [camel(key), value]))
    return xmlElement(camel(name), renamed, content)
  }

/** White space to be kept is a class in QTI, which knows no styles. */
export const asQtiHtml = (html: string): string =>
  html.replaceAll(' style="white-space:pre-wrap"', ' class="exact-space"')

export const namespaces = {
  '2.2': {
    item: 'http://www.imsglobal.org/xsd/imsqti_v2p2',
    manifest: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    schema: 'QTIv2.2 Package',
    schemaVersion: '1.0.0',
    itemType: 'imsqti_item_xmlv2p2',
    templates: 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct',
  },
  '3.0': {
    item: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    manifest: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    schema: 'QTI Package',
    schemaVersion: '3.0.0',
    itemType: 'imsqti_item_xmlv3p0',
    templates: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct',
  },
} as const

/** The namespace of what only we read in a manifest; documented in docs/formats/item-exchange.md. */
export const ownNamespace = 'urn:jiangheng:item:1'
