/** The server takes 400 KB a piece. */
const mostBytes = 400_000
const longestSide = 1600

export const tooLarge = '超过 400 KB，请压缩后再上传。'

const base64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** Photos from a phone are made smaller here, so that the upload is quick and small enough. */
const shrink = async (file: File): Promise<Blob> => {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.8))
}

/** The file in base64, pictures made smaller; null when it is still too large. */
export const contentOf = async (file: File): Promise<string | null> => {
  const blob =
    file.type.startsWith('image/') && file.size > mostBytes ? await shrink(file).catch(() => file) : file
  return blob.size > mostBytes ? null : base64(blob)
}
