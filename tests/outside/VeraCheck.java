import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/**
 * Validates PDF files with the veraPDF engine: {@code java VeraCheck FILE...}
 *
 * <p>Every flavour that a file claims is validated, and a file that does not claim all of
 * {@link #REQUIRED} fails. All files go through one JVM, because starting one costs more than
 * validating ten files.
 */
public final class VeraCheck {
    /** What every document of the archive promises. */
    private static final List<PDFAFlavour> REQUIRED = List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1);

    /** A broken rule is usually broken on every page; this many places are enough to find it. */
    private static final int SHOWN_FAILURES = 20;

    public static void main(String[] files) {
        // The engine logs its own parsing doubts; what counts comes back as assertions.
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        int passed = 0;
        int failed = 0;
        for (String file : files) {
            List<String> failures = failuresOf(new File(file));
            if (failures.isEmpty()) {
                passed++;
                continue;
            }
            failed++;
            System.out.println("FAIL " + file);
            failures.forEach(failure -> System.out.println("  " + failure));
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed > 0 || passed == 0 ? 1 : 0);
    }

    private static List<String> failuresOf(File file) {
        List<String> failures = new ArrayList<>();
        try {
            TreeSet<PDFAFlavour> flavours = new TreeSet<>(claimedBy(file));
            for (PDFAFlavour required : REQUIRED) {
                if (!flavours.contains(required)) {
                    failures.add("does not claim " + required.getId() + "; it claims " + flavours);
                }
            }
            // Unclaimed ones too: what is missing besides the claim is worth knowing at once.
            flavours.addAll(REQUIRED);
            for (PDFAFlavour flavour : flavours) {
                validate(file, flavour, failures);
            }
        } catch (Exception error) {
            failures.add("cannot be validated: " + error);
        }
        return failures;
    }

    private static List<PDFAFlavour> claimedBy(File file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file)) {
            List<PDFAFlavour> claimed = new ArrayList<>(parser.getFlavours());
            claimed.remove(PDFAFlavour.NO_FLAVOUR);
            return claimed;
        }
    }

    private static void validate(File file, PDFAFlavour flavour, List<String> failures) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidationResult result =
                    ValidatorFactory.createValidator(flavour, false, -1, SHOWN_FAILURES, true, false).validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                failures.add(describe(flavour, assertion));
            }
            if (!result.isCompliant() && result.getTestAssertions().isEmpty()) {
                failures.add(flavour.getId() + ": does not conform, no rule named");
            }
            // An engine that lost its profiles would find nothing wrong with anything.
            if (result.getTotalAssertions() == 0) {
                failures.add(flavour.getId() + ": nothing was checked");
            }
        }
    }

    private static String describe(PDFAFlavour flavour, TestAssertion assertion) {
        String message = assertion.getErrorMessage() == null ? assertion.getMessage() : assertion.getErrorMessage();
        return flavour.getId() + " rule " + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                + ": " + message + " at " + assertion.getLocation().getContext();
    }
}
