import java.io.File;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks each file named on the command line against both standards; prints one JSON line per file and standard. */
public class Harness {
    private static final List<PDFAFlavour> STANDARDS = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

    public static void main(String[] paths) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String path : paths) {
            for (PDFAFlavour standard : STANDARDS) {
                System.out.println(check(path, standard));
            }
        }
    }

    private static String check(String path, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), standard);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            ValidationResult result = validator.validate(parser);
            return line(path, standard, result.isCompliant(), failures(result));
        }
    }

    private static Set<String> failures(ValidationResult result) {
        Set<String> said = new LinkedHashSet<>();
        for (TestAssertion test : result.getTestAssertions()) {
            if (test.getStatus() == TestAssertion.Status.FAILED) {
                said.add(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber() + " " + words(test));
            }
        }
        return said;
    }

    private static String words(TestAssertion test) {
        return test.getErrorMessage() == null ? test.getMessage() : test.getErrorMessage();
    }

    private static String line(String path, PDFAFlavour standard, boolean holds, Set<String> failures) {
        StringBuilder json = new StringBuilder("{\"path\": " + quoted(path));
        json.append(", \"standard\": ").append(quoted(standard.getId())).append(", \"holds\": ").append(holds);
        json.append(", \"failures\": [");
        json.append(String.join(", ", failures.stream().map(Harness::quoted).toList()));
        return json.append("]}").toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char letter : text.toCharArray()) {
            boolean plain = letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\';
            json.append(plain ? String.valueOf(letter) : String.format("\\u%04x", (int) letter));
        }
        return json.append('"').toString();
    }
}
