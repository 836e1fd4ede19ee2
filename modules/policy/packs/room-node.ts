import { byOperator } from '../core/parameter.ts'

/** How servers of exam rooms are kept; the documents ask that machine and network be checked, not by which numbers. */
export const roomNode = byOperator(
  {
    /** Minutes after the planned end within which a result is expected. */
    resultDueMinutes: 120,
    /** A result file is smaller than this; 60 seats with 200 items leave about 2 MB. */
    largestResultBytes: 64 * 1024 * 1024,
    /** Seconds between two reports of a server to the centre. */
    reportSeconds: 10,
    /** Seconds the room's clock may differ. */
    clockSeconds: 5,
    /** Free disk as a multiple of what a sitting needs, and what one seat needs. */
    diskTimes: 3,
    bytesOfSeat: 4 * 1024 * 1024,
    /** Milliseconds within which a write must be on the disk. */
    syncMilliseconds: 250,
    /** Seconds within which a seat's machine must have answered to count as reachable. */
    reachableSeconds: 60,
    /** Hours for which a check before the examination counts. */
    checkValidHours: 12,
    /** Minutes within which a code that joins two machines must be typed, and wrong ones after which it is closed. */
    codeMinutes: 10,
    codeFailures: 5,
    /** Seconds between two questions of a server whether its joining was confirmed. */
    joinPollSeconds: 2,
    /** Codes that one address may try within a minute. */
    codesPerMinute: 20,
    /** Bytes of a result that are sent at once; a torn line costs no more. */
    uploadPartBytes: 1024 * 1024,
    /** Uploads of one server that may be under way at the same time. */
    uploadsAtOnce: 4,
    /** Hours after which an upload that does not go on is given up. */
    uploadIdleHours: 48,
    /** Minutes after which a result that was not taken in is asked about again. */
    askAgainMinutes: 10,
  },
  '文件只要求检查主考机和网络，未规定数值：数值按一间60座机房的实测留出余量，超出时须写明原因或更换设备。',
)
