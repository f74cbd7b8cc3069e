import CPNG

extension QRSymbol {
    /// The symbol as a PNG file, grey, each module a square, with the quiet zone of the standard; nil if memory is out.
    ///
    /// - Parameter scale: points in the side of a module.
    package func png(scale: Int = 8) -> [UInt8]? {
        let quiet = 4
        let width = (side + 2 * quiet) * scale
        var points: [UInt8] = []
        points.reserveCapacity(width * width)
        for row in 0..<width {
            for column in 0..<width {
                points.append(isDark(row: row / scale - quiet, column: column / scale - quiet) ? 0 : 255)
            }
        }
        var image = unsafe png_image()
        unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
        unsafe image.width = png_uint_32(width)
        unsafe image.height = png_uint_32(width)
        unsafe image.format = 0  // PNG_FORMAT_GRAY
        var size = png_alloc_size_t(0)
        // Once for the size, once for the bytes.
        guard unsafe png_image_write_to_memory(&image, nil, &size, 0, points, 0, nil) != 0 else { return nil }
        var file = [UInt8](repeating: 0, count: size)
        guard unsafe png_image_write_to_memory(&image, &file, &size, 0, points, 0, nil) != 0 else { return nil }
        return Array(file.prefix(size))
    }
}
