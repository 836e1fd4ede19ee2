import { toString as draw } from 'qrcode'

/**
 * A QR code as an SVG picture: black on white, no quiet zone (the template leaves the four modules of ISO/IEC
 * 18004 around it), error correction M. Throws when the text does not fit (about 2,300 bytes).
 */
export const qrSvg = (text: string): Promise<string> =>
  draw(text, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
