package io.proconsul.local.azure.blob;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** The little XML that the blob service speaks. */
final class Xml {
    private Xml() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The texts of all leaf elements, in order: the block ids of a block list. */
    static List<String> leaves(String xml) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var reader = factory.createXMLStreamReader(new StringReader(xml));
        var texts = new ArrayList<String>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                texts.add(reader.getText().trim());
            }
        }
        return texts;
    }
}
