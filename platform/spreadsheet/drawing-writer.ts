import { type SheetPicture, xmlText } from './sheet-writer.ts'

const perPixel = 9525
const drawingMain = 'http://schemas.openxmlformats.org/drawingml/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const extensionOf = ({ mediaType }: SheetPicture): string =>
  mediaType === 'image/png' ? 'png' : 'jpeg'

const anchorXml = (picture: SheetPicture, at: number): string => {
  const extent = `cx="${Math.round(picture.width * perPixel)}" cy="${Math.round(picture.height * perPixel)}"`
  return (
    `<xdr:oneCellAnchor><xdr:from><xdr:col>${picture.column}</xdr:col><xdr:colOff>0</xdr:colOff>` +
    `<xdr:row>${picture.row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext ${extent}/>` +
    `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${at + 2}" name="图${at + 1}" descr="${xmlText(picture.alt)}"/>` +
    '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>' +
    `<xdr:blipFill><a:blip r:embed="rId${at + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>` +
    `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm>` +
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
  )
}

/** The drawing over a sheet; the n-th picture is the n-th relation. */
export const drawingXml = (pictures: readonly SheetPicture[]): string =>
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  `<xdr:wsDr xmlns:xdr="${drawingMain}/spreadsheetDrawing" xmlns:a="${drawingMain}/main" xmlns:r="${office}">` +
  `${pictures.map(anchorXml).join('')}</xdr:wsDr>`
