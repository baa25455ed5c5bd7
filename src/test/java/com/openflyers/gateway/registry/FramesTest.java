package com.openflyers.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.registry.Frames.Next;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {

    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4, 5, 6, 7, 8};

    @Test
    void records_are_read_in_their_order_until_the_end() throws Exception {
        var frames = new Frames(twoRecords());

        assertThat(content(frames.next())).isEqualTo(FIRST);
        assertThat(content(frames.next())).isEqualTo(SECOND);
        assertThat(frames.next()).isEqualTo(new Next.End());
    }

    @Test
    void wherever_a_file_breaks_off_its_last_record_is_torn_and_never_damaged() {
        var whole = twoRecords();
        var start = Frames.wrap(FIRST).remaining();

        for (var length = start + 1; length < whole.length; length++) {
            var frames = new Frames(Arrays.copyOf(whole, length));

            assertThat(frames.next()).isInstanceOf(Next.Content.class);
            assertThat(frames.next()).as("cut at %d", length).isEqualTo(new Next.Torn(start));
        }
    }

    @Test
    void zeros_behind_the_last_record_are_a_torn_tail() {
        var whole = twoRecords();
        var frames = new Frames(Arrays.copyOf(whole, whole.length + 512));

        assertThat(frames.next()).isInstanceOf(Next.Content.class);
        assertThat(frames.next()).isInstanceOf(Next.Content.class);
        assertThat(frames.next()).isEqualTo(new Next.Torn(whole.length));
    }

    @Test
    void a_flipped_bit_anywhere_in_a_whole_record_is_found() {
        var random = new Random(7);

        for (var position = 0; position < Frames.wrap(FIRST).remaining(); position++) {
            var file = twoRecords();
            file[position] ^= (byte) (1 << random.nextInt(8));

            assertThat(new Frames(file).next()).as("byte %d", position).isEqualTo(new Next.Damaged(0));
        }
    }

    private static byte[] content(Next next) throws Exception {
        return next instanceof Next.Content(var in) ? in.readAllBytes() : new byte[0];
    }

    private static byte[] twoRecords() {
        var file = new ByteArrayOutputStream();
        file.writeBytes(Frames.wrap(FIRST).array());
        file.writeBytes(Frames.wrap(SECOND).array());
        return file.toByteArray();
    }
}
