package io.shopfleet.operator.preview;

/** Text that fits a page: long lines go on below, at a column of their own. */
final class Lines {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    /**
     * @param begin what stands before the text
     * @param column where the text goes on that does not fit
     */
    void add(String begin, String words, int column) {
        var line = new StringBuilder(begin);
        boolean fresh = true;
        for (String word : words.split(" ")) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                end(line);
                line = new StringBuilder(" ".repeat(column));
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        end(line);
    }

    void add(String line) {
        end(new StringBuilder(line));
    }

    private void end(StringBuilder line) {
        text.append(line.toString().stripTrailing()).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
