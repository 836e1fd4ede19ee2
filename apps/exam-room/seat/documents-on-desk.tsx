/** HN-3.1.4-03: where ticket and identity card lie while the candidate sits. */
export const DocumentsOnDesk = () => <p className="documents">请将准考证、身份证放在桌面右上角，以备核对。</p>
